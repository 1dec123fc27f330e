import { createServer, type Server } from 'node:http'
import type { Settings } from '../settings.ts'
import { holdExpectations } from './expectation.ts'
import { guardServer } from './guard-server.ts'
import { createHostList } from './host-list.ts'
import { LIMITS, type Limits } from './limits.ts'
import { servePageFiles } from './page-files.ts'
import type { Log } from './request-log.ts'
import { createRoutes, GATEWAY_PLACES } from './routes.ts'

/** How often the time for headers is checked, in parts of that time. */
const CHECKS = 4

interface AppServerOptions {
  settings: Settings
  /** The folder of the built page. */
  page: string
  warn: (line: string) => void
  /** Where a line for each call of the proxy and the sandbox goes, if anywhere. */
  log?: Log | undefined
  limits?: Limits
}

export interface AppServer {
  /** Not listening yet. */
  server: Server
  /** Uploads in flight. */
  uploadCount(): number
  /** Takes no new connections, and resolves when the uploads in flight are complete or out of time. */
  end(): Promise<void>
}

/** The server of `npm start`: the built page with the proxy, the sandbox and what belongs to them. */
export async function createAppServer(options: AppServerOptions): Promise<AppServer> {
  const { settings, page, warn, log, limits = LIMITS } = options
  const routes = await createRoutes(settings, warn, () => log)
  const servePage = servePageFiles(page, settings.upstream)
  const server = createServer(
    { connectionsCheckingInterval: limits.headers / CHECKS, requireHostHeader: false },
    (request, response) => {
      if (!routes.handle(request, response)) servePage(request, response)
    },
  )
  holdExpectations(server, (url) => GATEWAY_PLACES.some((place) => url.startsWith(place)))
  const isOwnHost = createHostList(settings.host, settings.allowedHosts)
  const uploads = guardServer(server, { isOwnHost, behindProxy: settings.behindProxy }, limits)
  // After the start only accepting a connection fails, as where there are too many open files.
  server.once('listening', () => server.on('error', ({ message }) => warn(message)))
  return {
    server,
    uploadCount: () => uploads.count,
    async end() {
      server.close()
      await uploads.drain(limits.drain)
      server.closeAllConnections()
      routes.close()
    },
  }
}
