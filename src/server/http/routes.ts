import type { IncomingMessage, ServerResponse } from 'node:http'
import { FAULTS_PATH, GATEWAYS } from '../../core/api/gateways.ts'
import { SERVER_INFO_PATH } from '../../core/api/server-info.ts'
import { isGatewayTarget, NO_SANDBOX, PROGRAM_REFUSAL } from '../proxy/call-rules.ts'
import { importRoute, isImportRequest } from '../proxy/import-route.ts'
import { NETWORK, type Network } from '../proxy/outbound-network.ts'
import { createProxy } from '../proxy/proxy.ts'
import { TIMEOUTS } from '../proxy/timeouts.ts'
import { createImporter } from '../proxy/url-importer.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import type { Settings } from '../settings.ts'
import { isLoopbackHost } from './host-list.ts'
import { asMiddleware, type Handler } from './middleware.ts'
import { type Log, logRequests } from './request-log.ts'
import { sendBytes, sendError } from './response.ts'
import { callerOf } from './same-origin.ts'
import { serverInfoRoute } from './server-info-route.ts'
import { SEE_OTHER, SHARE_PATH, shareRedirect } from './share-redirect.ts'

/** All routes of this server except the files of the page. */
export interface Routes {
  /** Handles the request and returns true if a route matches. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Closes connections to the upstream. */
  close(): void
}

/** Mount paths of the gateways. Their handlers decide when to send `100 Continue`. */
export const GATEWAY_PATHS = [`${GATEWAYS.varg.base}/`, `${GATEWAYS.sandbox.base}/`]

/**
 * @param getLog returns the log for requests to the proxy and the sandbox, if there is one
 * @param network where imports are fetched. Its addresses are checked in any case
 */
export async function createRoutes(
  settings: Settings,
  warn: (line: string) => void,
  getLog: () => Log | undefined,
  network: Network = NETWORK,
): Promise<Routes> {
  const { dataFolder, imports: allowed, proxies } = settings
  const importUrl = createImporter({ allowed, proxies, network, timeouts: TIMEOUTS })
  const sandbox = settings.sandbox && createSandbox(dataFolder, { ...settings.sandbox, importUrl })
  await sandbox?.prepare().catch((error: Error) => {
    warn(`The sandbox cannot keep files in ${dataFolder} (${error.message}).`)
  })
  const proxy = createProxy(settings)
  const handleImport = importRoute(importUrl)
  const handleApi: Handler = (request, response) =>
    (isImportRequest(request) ? handleImport : proxy.handle)(request, response)
  const logged = (path: string, handler: Handler) =>
    [path, asMiddleware(logRequests(path, handler, getLog))] as const
  const handleSandbox =
    sandbox === null ? rejectAll : restrictFaultPlans(sandbox.handle, settings.faultPlans)
  const handlers = [
    logged(GATEWAYS.varg.base, rejectPrograms(handleApi)),
    logged(GATEWAYS.sandbox.base, handleSandbox),
    [SERVER_INFO_PATH, asMiddleware(serverInfoRoute(settings, sandbox?.name))] as const,
  ]

  return {
    handle(request, response) {
      const { url = '' } = request
      if (url.split('?', 1)[0] === SHARE_PATH) {
        sendBytes(response, SEE_OTHER, shareRedirect(request.method), new Uint8Array())
        return true
      }
      const found = handlers.find(([path]) => isBelow(path, url))
      if (found === undefined) return false
      const [path, middleware] = found
      const rest = url.slice(path.length)
      request.url = rest.startsWith('/') ? rest : `/${rest}`
      void middleware(request, response)
      return true
    },
    close: () => proxy.close(),
  }
}

function isBelow(path: string, url: string): boolean {
  return url.startsWith(path) && /^$|^[/?]/.test(url.slice(path.length))
}

/** Rejects requests without page headers, because they may come from a foreign page. */
function rejectPrograms(handle: Handler): Handler {
  return (request, response) => {
    if (callerOf(request) !== 'no-page' || !isGatewayTarget(request.url ?? '')) {
      return handle(request, response)
    }
    sendError(response, PROGRAM_REFUSAL.status, PROGRAM_REFUSAL.error)
  }
}

/** Handles the sandbox's path if this server has no sandbox. */
const rejectAll: Handler = (_, response) => {
  sendError(response, NO_SANDBOX.status, NO_SANDBOX.error)
}

/** A fault plan affects all clients, so only this machine may set one by default. */
function restrictFaultPlans(handle: Handler, plans: Settings['faultPlans']): Handler {
  return (request, response) => {
    const changes = request.url === FAULTS_PATH && /^(PUT|DELETE)$/.test(request.method ?? '')
    const accepts = plans === 'everywhere' || (plans === 'loopback' && isFromThisMachine(request))
    if (!changes || accepts) return handle(request, response)
    const message =
      'Fault plans are accepted from this machine only, and not through a reverse proxy. To accept them from everywhere, start Refdrop with --allow-faults.'
    sendError(response, 403, { error: 'ForbiddenError', message })
  }
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return isLoopbackHost(address === '::1' ? '[::1]' : address)
}
