import type { ErrorWire } from '../../core/api/contract.ts'
import { UPSTREAM_HEADER } from '../../core/api/credential.ts'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { PROXIED_ROUTES } from '../../core/api/proxied-routes.ts'
import { findRoute, type Route } from '../../core/api/route.ts'
import { FETCHED_PATH } from '../../core/api/server-info.ts'
import { FOREIGN_PAGE } from '../http/data-headers.ts'
import type { Upstream } from './upstream.ts'

/** The path of fetched files below the proxy's mount path. */
export const FETCHED = FETCHED_PATH.slice(GATEWAYS.varg.base.length)

const CALLS = PROXIED_ROUTES.map(({ method, path }) => `${method} ${path}`).join(', ')

/** The response to a call that is not forwarded. */
export interface CallRefusal {
  status: 403 | 404 | 409
  error: ErrorWire
  /** The header that names this server's upstream, if the call is meant for another one. */
  upstream?: readonly [name: string, value: string]
}

/** The response to every request of a foreign page. */
export const FOREIGN_REFUSAL: CallRefusal = {
  status: 403,
  error: {
    error: 'ForbiddenError',
    message: 'Only the page of this server may use its proxy.',
    ...FOREIGN_PAGE,
  },
}

/** The response to a request without page headers, because it may come from a foreign page. */
export const PROGRAM_REFUSAL: CallRefusal = {
  status: 403,
  error: {
    error: 'ForbiddenError',
    message: 'Only the page of this server may use its proxy. Programs ask the gateway itself.',
    ...FOREIGN_PAGE,
  },
}

/** The response below the sandbox's path if this server has no sandbox. */
export const NO_SANDBOX: CallRefusal = {
  status: 404,
  error: {
    error: 'NotFoundError',
    message: 'This server has no sandbox.',
    reason: 'sandbox-off',
    facts: {},
  },
}

/** Whether a target below the proxy's mount path belongs to the gateway. */
export function isGatewayTarget(target: string): boolean {
  return /^\/v\d\//.test(target)
}

/**
 * Finds the route of a call.
 *
 * @param target path and query below the proxy's mount path
 * @param intended the upstream that the page names. The page may hold a key for the upstream of an
 *   earlier start of this server
 */
export function findCall(
  { method, target, intended }: { method: string; target: string; intended: string | undefined },
  upstream: Pick<Upstream, 'url'>,
): { route: Route } | { refusal: CallRefusal } {
  const route = findRoute(PROXIED_ROUTES, method, target)
  if (route === undefined) {
    const message = `The proxy passes on ${CALLS} and nothing else. GET ${FETCHED} fetches back what was uploaded.`
    return { refusal: { status: 404, error: { error: 'NotFoundError', message } } }
  }
  if ((intended ?? upstream.url) === upstream.url) return { route }
  const message = `The call is meant for another gateway than ${upstream.url}.`
  return {
    refusal: {
      status: 409,
      error: { error: 'OtherUpstream', message },
      upstream: [UPSTREAM_HEADER, upstream.url],
    },
  }
}
