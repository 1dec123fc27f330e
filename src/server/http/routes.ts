import type { IncomingMessage, ServerResponse } from 'node:http'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { SERVER_INFO_PATH } from '../../core/api/server-info.ts'
import { FAULTS_PATH } from '../../core/sandbox/faults.ts'
import { createProxy } from '../proxy/proxy.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import type { Settings } from '../settings.ts'
import { answerError } from './answer.ts'
import { isLoopbackHost } from './host-list.ts'
import { asMiddleware, type Handler } from './middleware.ts'
import { type Log, logRequests } from './request-log.ts'
import { callerOf } from './same-origin.ts'
import { serverInfoRoute } from './server-info-route.ts'

/** All that this server answers beside the files of the page. */
export interface Routes {
  /** Answers the request if it is for one of them. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Closes connections to the upstream. */
  close(): void
}

/** Places whose clients may ask before they send a body. */
export const GATEWAY_PLACES = [`${GATEWAYS.varg.base}/`, `${GATEWAYS.sandbox.base}/`]

/** @param findLog finds where a line for each call of the proxy and the sandbox goes, if anywhere */
export async function createRoutes(
  settings: Settings,
  warn: (line: string) => void,
  findLog: () => Log | undefined,
): Promise<Routes> {
  const { dataFolder } = settings
  const sandbox = createSandbox(dataFolder, settings.sandbox)
  await sandbox.prepare().catch((error: Error) => {
    warn(`The sandbox cannot keep files in ${dataFolder} (${error.message}).`)
  })
  const proxy = createProxy(settings)
  const logged = (place: string, handler: Handler) =>
    [place, asMiddleware(logRequests(place, handler, findLog))] as const
  const handlers = [
    logged(GATEWAYS.varg.base, forThisPage(proxy.handle)),
    logged(GATEWAYS.sandbox.base, withOwnFaults(sandbox.handle, settings.faultPlans)),
    [SERVER_INFO_PATH, asMiddleware(serverInfoRoute(settings, sandbox.name))] as const,
  ]

  return {
    handle(request, response) {
      const { url = '' } = request
      const found = handlers.find(([place]) => isBelow(place, url))
      if (found === undefined) return false
      const [place, middleware] = found
      const rest = url.slice(place.length)
      request.url = rest.startsWith('/') ? rest : `/${rest}`
      void middleware(request, response)
      return true
    },
    close: () => proxy.close(),
  }
}

function isBelow(place: string, url: string): boolean {
  return url.startsWith(place) && /^$|^[/?]/.test(url.slice(place.length))
}

/** A request that may come from a foreign page never reaches the upstream. */
function forThisPage(handle: Handler): Handler {
  return (request, response) => {
    if (callerOf(request) !== 'no-page' || !request.url?.startsWith('/v1/')) {
      return handle(request, response)
    }
    const message =
      'Only the page of this server may use its proxy. Programs ask the gateway itself.'
    answerError(response, 403, { error: 'ForbiddenError', message })
  }
}

/** A plan of faults acts on all clients, so it is for people at this machine to make. */
function withOwnFaults(handle: Handler, plans: Settings['faultPlans']): Handler {
  return (request, response) => {
    const changes = request.url === FAULTS_PATH && /^(PUT|DELETE)$/.test(request.method ?? '')
    const accepts = plans === 'everywhere' || (plans === 'loopback' && isFromThisMachine(request))
    if (!changes || accepts) return handle(request, response)
    const message =
      'Fault plans are accepted from this machine only, and not through a reverse proxy. To accept them from everywhere, start Refdrop with --allow-faults.'
    answerError(response, 403, { error: 'ForbiddenError', message })
  }
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return isLoopbackHost(address === '::1' ? '[::1]' : address)
}
