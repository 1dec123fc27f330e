import { relative, sep } from 'node:path'
import type { Connect, HttpServer, Logger, Plugin, ResolvedConfig } from 'vite'
import { GATEWAYS } from '../core/gateways.ts'
import { MACHINE_PATH } from '../core/machine.ts'
import { holdExpectations } from './expectation.ts'
import { describeTakenPort, LOOPBACK, serveSecondLoopback } from './loopback.mjs'
import { machineRoute } from './machine-route.ts'
import { asMiddleware, type Handler } from './middleware.ts'
import { pageHeaders } from './page-headers.ts'
import { createProxy } from './proxy/proxy.ts'
import { type Log, watchRequests } from './request-watch.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import {
  readDataFolder,
  readEnvironment,
  readSettings,
  readStorageLimits,
  type Settings,
} from './settings.ts'
import { parseUpstream } from './upstream.ts'

/** What {@link refdropServer} tells the script that starts it. */
interface ServerFacts {
  /** Where varg.ai goes: host and base path. */
  upstream: string
  /** Where the sandbox keeps its files. */
  dataFolder: string
  hasMachineKey: boolean
}

/** What stands between {@link refdropServer} and that script, as its `api`. */
interface ServerApi {
  /** Known once the server is mounted. */
  facts?: ServerFacts
  /** Where a line for each call of the proxy and the sandbox goes, if that is wanted. */
  log?: Log
}

/**
 * The server's side of Refdrop for Vite's two servers: the proxy, the sandbox gateway and
 * the page's question about this machine. It mounts nothing where there is no HTTP server,
 * as under Vitest.
 */
export function refdropServer(): Plugin<ServerApi> {
  const api: ServerApi = {}

  async function mount(
    middlewares: Connect.Server,
    httpServer: HttpServer,
    config: ResolvedConfig,
  ): Promise<Settings> {
    const { logger, root, mode } = config
    const warn = (line: string) => logger.warn(line)
    const settings = await readSettings(root, readEnvironment(root, mode), warn)
    const { dataFolder, upstream, machineKey } = settings
    const sandbox = createSandbox(dataFolder, settings.sandbox)
    await sandbox.prepare().catch((error: Error) => {
      warn(`The sandbox cannot keep files in ${dataFolder} (${error.message}).`)
    })
    const proxy = createProxy(settings)
    httpServer.once('close', () => proxy.close())

    const mountWatched = (place: string, handler: Handler) => {
      middlewares.use(place, asMiddleware(watchRequests(place, handler, () => api.log)))
    }
    mountWatched(GATEWAYS.varg.base, proxy.handle)
    mountWatched(GATEWAYS.sandbox.base, sandbox.handle)
    middlewares.use(MACHINE_PATH, asMiddleware(machineRoute(settings, sandbox.name)))
    const ours = [`${GATEWAYS.varg.base}/`, `${GATEWAYS.sandbox.base}/`]
    holdExpectations(httpServer, (url) => ours.some((base) => url.startsWith(base)))
    // A slow line may take longer for 50 MB than the five minutes that Node grants.
    if ('requestTimeout' in httpServer) httpServer.requestTimeout = 0
    api.facts = { upstream: upstream.label, dataFolder, hasMachineKey: machineKey !== null }
    return settings
  }

  return {
    name: 'refdrop-server',
    api,

    config({ root = process.cwd() }, { mode }) {
      const folder = relative(root, readDataFolder(root, readEnvironment(root, mode)))
      if (folder === '' || folder.startsWith('..')) return {}
      // What people upload is neither source to watch nor a page to serve.
      const kept = `**/${folder.split(sep).join('/')}/**`
      const deny = ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', kept]
      return { server: { watch: { ignored: [kept] }, fs: { deny } } }
    },

    configResolved({ root, mode }) {
      // A build has no use for it, but whoever starts should not wait for one to be told.
      const environment = readEnvironment(root, mode)
      parseUpstream(environment.VARG_GATEWAY_URL)
      readStorageLimits(environment)
    },

    async configureServer({ middlewares, httpServer, config }) {
      if (httpServer === null) return
      await mount(middlewares, httpServer, config)
      httpServer.once('listening', () => shareLoopback(httpServer, config.logger))
    },

    async configurePreviewServer({ middlewares, httpServer, config }) {
      const { upstream } = await mount(middlewares, httpServer, config)
      middlewares.use(pageHeaders(upstream))
    },
  }
}

/** `npm start` does this for itself, to print the address only when both are served. */
async function shareLoopback(httpServer: HttpServer, logger: Logger): Promise<void> {
  const address = httpServer.address()
  if (address === null || typeof address === 'string' || address.address !== LOOPBACK) return
  if (await serveSecondLoopback(httpServer, address.port)) return
  logger.error(describeTakenPort(address.port))
  process.exit(1)
}
