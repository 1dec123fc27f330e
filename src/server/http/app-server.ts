import { createServer, type Server } from 'node:http'
import type { Network } from '../proxy/outbound-network.ts'
import type { Settings } from '../settings.ts'
import { mountBelow } from './base-path.ts'
import { deferContinue } from './expectation.ts'
import { guardServer } from './guard-server.ts'
import { createHostList } from './host-list.ts'
import { LIMITS, type Limits } from './limits.ts'
import { servePageFiles } from './page-files.ts'
import type { Log } from './request-log.ts'
import { createRoutes, GATEWAY_PATHS } from './routes.ts'

/** Number of checks within the time limit for headers. */
const CHECKS = 4

interface AppServerOptions {
  settings: Settings
  /** The folder of the built page. */
  page: string
  warn: (line: string) => void
  /** Receives one line for each request to the proxy and the sandbox. */
  log?: Log | undefined
  limits?: Limits
  /** Where imports are fetched. Tests replace it. */
  network?: Network
}

export interface AppServer {
  /** Does not listen yet. */
  server: Server
  uploadCount(): number
  /** Accepts no new connections. Resolves once uploads in flight are complete or out of time. */
  end(): Promise<void>
}

/** Creates the server of `npm start`: the built page and the routes that `npm run dev` also has. */
export async function createAppServer(options: AppServerOptions): Promise<AppServer> {
  const { settings, page, warn, log, limits = LIMITS, network } = options
  const routes = await createRoutes(settings, warn, () => log, network)
  const servePage = servePageFiles(page, settings.upstream)
  const server = createServer(
    { connectionsCheckingInterval: limits.headers / CHECKS, requireHostHeader: false },
    mountBelow(settings.base, (request, response) => {
      if (!routes.handle(request, response)) servePage(request, response)
    }),
  )
  deferContinue(server, (url) => GATEWAY_PATHS.some((path) => url.startsWith(settings.base + path)))
  const isOwnHost = createHostList(settings.host, settings.allowedHosts)
  const uploads = guardServer(server, { isOwnHost, behindProxy: settings.behindProxy }, limits)
  // After the start, only accepting a connection can fail, for example with too many open files.
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
