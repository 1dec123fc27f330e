import { Server } from 'node:http'
import { relative, sep } from 'node:path'
import { type HttpServer, type Logger, type Plugin, resolveConfig } from 'vite'
import { holdExpectations } from './http/expectation.ts'
import { guardServer } from './http/guard-server.ts'
import { createHostList } from './http/host-list.ts'
import { LIMITS } from './http/limits.ts'
import { createRoutes, GATEWAY_PLACES } from './http/routes.ts'
import { parseUpstream } from './http/upstream.ts'
import { describeTakenPort, LOOPBACK, serveSecondLoopback } from './loopback.mjs'
import { readOutboundProxies } from './proxy/outbound-proxies.ts'
import {
  readAllowedHosts,
  readDataFolder,
  readEnvironment,
  readSettings,
  readStorageLimits,
} from './settings.ts'

/** What `--host` without an address stands for. */
const ANY_ADDRESS = '::'

/**
 * The server's side of Refdrop for `npm run dev`: the same guard and routes as in `npm start`.
 * It mounts nothing where there is no HTTP server, as under Vitest.
 */
export function refdropServer(): Plugin {
  return {
    name: 'refdrop-server',

    async config({ root = process.cwd() }, { mode, command }) {
      if (command === 'build') return {}
      // Our own list is checked before Vite sees a request.
      const server = { allowedHosts: true as const }
      const folder = relative(root, readDataFolder(root, readEnvironment(root, mode)))
      if (folder === '' || folder.startsWith('..')) return { server }
      // What people upload is neither source to watch nor a page to serve.
      const kept = `**/${folder.split(sep).join('/')}/**`
      const deny = [...(await findDefaultDeny()), kept]
      return { server: { ...server, watch: { ignored: [kept] }, fs: { deny } } }
    },

    configResolved({ root, mode }) {
      // A build has no use for them, but a person who starts should not wait for one to be told.
      const environment = readEnvironment(root, mode)
      parseUpstream(environment.VARG_GATEWAY_URL)
      readAllowedHosts(environment)
      readOutboundProxies(environment)
      readStorageLimits(environment)
    },

    async configureServer({ middlewares, httpServer, config }) {
      if (!(httpServer instanceof Server)) return
      const { logger, root, mode } = config
      const { host: asked = LOOPBACK } = config.server
      const host = asked === true ? ANY_ADDRESS : asked || LOOPBACK
      const warn = (line: string) => logger.warn(line)
      const options = {
        host,
        allowHosts: [],
        behindProxy: false,
        usesKey: true,
        sharesKey: false,
        allowsFaults: false,
      }
      const settings = await readSettings(root, readEnvironment(root, mode), options, warn)
      if (settings.keyNotice !== undefined) logger.info(settings.keyNotice)
      const proxyNotice = settings.proxies.describe(settings.upstream)
      if (proxyNotice !== undefined) logger.info(proxyNotice)
      const routes = await createRoutes(settings, warn, () => undefined)
      httpServer.once('close', () => routes.close())
      middlewares.use((request, response, next) => {
        if (!routes.handle(request, response)) next()
      })
      holdExpectations(httpServer, (url) => GATEWAY_PLACES.some((place) => url.startsWith(place)))
      const isOwnHost = createHostList(host, settings.allowedHosts)
      guardServer(httpServer, { isOwnHost, behindProxy: false }, LIMITS)
      httpServer.once('listening', () => shareLoopback(httpServer, logger))
    },
  }
}

/** What Vite never serves unless a project says otherwise: such a list replaces its own. */
async function findDefaultDeny(): Promise<string[]> {
  const { server } = await resolveConfig({ configFile: false, logLevel: 'silent' }, 'serve')
  return server.fs.deny
}

async function shareLoopback(httpServer: HttpServer, logger: Logger): Promise<void> {
  const address = httpServer.address()
  if (address === null || typeof address === 'string' || address.address !== LOOPBACK) return
  if (await serveSecondLoopback(httpServer, address.port)) return
  logger.error(describeTakenPort(address.port))
  process.exit(1)
}
