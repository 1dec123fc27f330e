import { randomBytes } from 'node:crypto'
import { Server } from 'node:http'
import { relative, sep } from 'node:path'
import { type HttpServer, type Logger, type Plugin, resolveConfig } from 'vite'
import { deferContinue } from './http/expectation.ts'
import { guardServer } from './http/guard-server.ts'
import { createHostList } from './http/host-list.ts'
import { LIMITS } from './http/limits.ts'
import { pageHeaders } from './http/page-headers.ts'
import { createRoutes, GATEWAY_PATHS } from './http/routes.ts'
import { describeTakenPort, LOOPBACK, serveSecondLoopback } from './loopback.mjs'
import { readOutboundProxies } from './proxy/outbound-proxies.ts'
import { parseUpstream } from './proxy/upstream.ts'
import {
  readAllowedHosts,
  readDataFolder,
  readEnvironment,
  readSandbox,
  readSettings,
} from './settings.ts'

/** Vite's meaning of `--host` without an address. */
const ANY_ADDRESS = '::'

/**
 * When Vite's client loses its server, it polls the server from a shared worker with a blob script.
 * The policy forbids that. Without shared workers, the client polls from the page.
 */
const NO_SHARED_WORKER = { tag: 'script', children: 'delete globalThis.SharedWorker' }

/**
 * Mounts the guard, routes and headers of `npm start` on Vite's server for `npm run dev`. A nonce
 * of each start allows the inline scripts and styles of Vite and React Refresh.
 * Mounts nothing if Vite has no HTTP server, as under Vitest.
 */
export function refdropServer(): Plugin {
  const nonce = randomBytes(18).toString('base64')
  let isServed = false
  return {
    name: 'refdrop-server',

    transformIndexHtml: () => (isServed ? [NO_SHARED_WORKER] : []),

    async config({ root = process.cwd() }, { mode, command }) {
      if (command === 'build') return {}
      const html = { cspNonce: nonce }
      // The guard checks host names before Vite sees a request.
      const server = { allowedHosts: true as const }
      const folder = relative(root, readDataFolder(root, readEnvironment(root, mode)))
      if (folder === '' || folder.startsWith('..')) return { html, server }
      // Vite must neither watch nor serve uploaded files.
      const uploads = `**/${folder.split(sep).join('/')}/**`
      const deny = [...(await findDefaultDeny()), uploads]
      return { html, server: { ...server, watch: { ignored: [uploads] }, fs: { deny } } }
    },

    configResolved({ root, mode }) {
      // A build does not use these settings. Validating them here reports an error before the build runs.
      const environment = readEnvironment(root, mode)
      parseUpstream(environment.VARG_GATEWAY_URL)
      readAllowedHosts(environment)
      readOutboundProxies(environment)
      readSandbox(environment, true)
    },

    async configureServer({ middlewares, httpServer, config }) {
      if (!(httpServer instanceof Server)) return
      const { logger, root, mode } = config
      const { host: given = LOOPBACK } = config.server
      const host = given === true ? ANY_ADDRESS : given || LOOPBACK
      const warn = (line: string) => logger.warn(line)
      const options = {
        host,
        base: '',
        allowHosts: [],
        behindProxy: false,
        usesKey: true,
        sharesKey: false,
        allowsFaults: false,
        allowsImport: false,
        hasSandbox: true,
      }
      const settings = await readSettings(root, readEnvironment(root, mode), options, warn)
      if (settings.keyNotice !== undefined) logger.info(settings.keyNotice)
      const proxyNotice = settings.proxies.describe(settings.upstream)
      if (proxyNotice !== undefined) logger.info(proxyNotice)
      const routes = await createRoutes(settings, warn, () => undefined)
      httpServer.once('close', () => routes.close())
      isServed = true
      const addHeaders = pageHeaders(settings.upstream, nonce)
      middlewares.use((request, response, next) => {
        if (!routes.handle(request, response)) addHeaders(request, response, next)
      })
      deferContinue(httpServer, (url) => GATEWAY_PATHS.some((path) => url.startsWith(path)))
      const isOwnHost = createHostList(host, settings.allowedHosts)
      guardServer(httpServer, { isOwnHost, behindProxy: false }, LIMITS)
      httpServer.once('listening', () => listenOnSecondLoopback(httpServer, logger))
    },
  }
}

/** Vite's default deny list. A configured list replaces it instead of extending it. */
async function findDefaultDeny(): Promise<string[]> {
  const { server } = await resolveConfig({ configFile: false, logLevel: 'silent' }, 'serve')
  return server.fs.deny
}

async function listenOnSecondLoopback(httpServer: HttpServer, logger: Logger): Promise<void> {
  const address = httpServer.address()
  if (address === null || typeof address === 'string' || address.address !== LOOPBACK) return
  if (await serveSecondLoopback(httpServer, address.port)) return
  logger.error(describeTakenPort(address.port))
  process.exit(1)
}
