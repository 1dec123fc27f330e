import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIPv4 } from 'node:net'
import type { ServerCause } from '../../core/api/server-cause.ts'
import { FOREIGN_PAGE } from '../http/data-headers.ts'
import type { Handler } from '../http/middleware.ts'
import { setFailure } from '../http/request-log.ts'
import { closeSignal, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import { FETCHED } from './call-rules.ts'
import { ProxyFailure } from './failure.ts'
import { streamFile } from './fetched-file.ts'
import { isLoopback } from './no-proxy.ts'
import type { Tunnel } from './open-response.ts'
import { NETWORK, type Resolve, resolveHost } from './outbound-network.ts'
import { type Destination, NO_PROXIES, type OutboundProxy } from './outbound-proxies.ts'
import { isPrivateAddress, isPrivateHost, PrivateAddress } from './private-address.ts'
import type { ReturnedUrls } from './returned-urls.ts'
import type { Timeouts } from './timeouts.ts'
import type { Upstream } from './upstream.ts'

export function isFetchRequest({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && url.split('?', 1)[0] === FETCHED
}

/**
 * Fetches the bytes at a URL that the upstream returned, so that the page can compare them with
 * the file. The page cannot fetch them itself because of its own policy and CORS.
 *
 * Fetches no other URL. A public upstream cannot use the route to reach private addresses of this
 * machine or its network.
 */
export function fetchedRoute(
  upstream: Upstream,
  urls: ReturnedUrls,
  timeouts: Timeouts,
  proxies = NO_PROXIES,
  resolve: Resolve = NETWORK.resolve,
): Handler {
  return async (request, response) => {
    if (callerOf(request) !== 'this-page') {
      const message = 'Only the page of this server may fetch files back.'
      return sendForbidden(response, message, FOREIGN_PAGE)
    }
    const requested = requestedFile(request, urls)
    if (requested === undefined) {
      const which = 'http and https URLs that the gateway returned since this server was started'
      const message = `Only ${which} are fetched back.`
      return sendForbidden(response, message, { reason: 'file-not-returned', facts: {} })
    }
    const { url, limit } = requested
    const signal = closeSignal(response)
    try {
      const allowsPrivate = await isPrivateHost(upstream.hostname)
      if (!allowsPrivate && isPrivateAddress(hostnameOf(url))) throw new PrivateAddress()
      const { 'user-agent': userAgent, range } = request.headers
      const proxy = proxies.find(destinationOf(url))
      const tunnel = proxy && (await planTunnel(url, proxy, allowsPrivate, resolve))
      const options = { userAgent, range, limit, allowsPrivate, tunnel, timeouts, signal }
      await streamFile(url, response, options)
    } catch (caught) {
      if (response.headersSent) response.destroy()
      if (response.destroyed) return
      if (caught instanceof PrivateAddress) {
        const where = `an address of this machine or its network, which ${upstream.host} is not on`
        const { host } = url
        const cause: ServerCause = { reason: 'file-private', facts: { host } }
        return sendForbidden(response, `${host} is ${where}.`, cause)
      }
      if (!(caught instanceof ProxyFailure)) throw caught
      const { status, message, cause } = caught
      setFailure(response, message)
      sendError(response, status, { error: 'FetchedBackError', message, ...cause })
    }
  }
}

function sendForbidden(response: ServerResponse, message: string, cause: ServerCause): void {
  sendError(response, 403, { error: 'ForbiddenError', message, ...cause })
}

/** The requested URL if the upstream returned it and it is http(s) without credentials. */
function requestedFile(
  { url: target = '' }: IncomingMessage,
  urls: ReturnedUrls,
): { url: URL; limit: number } | undefined {
  const text = new URLSearchParams(target.slice(FETCHED.length)).get('url') ?? ''
  const limit = urls.limitOf(text)
  if (limit === undefined || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPublic = url.username === '' && url.password === ''
  return isPublic && /^https?:$/.test(url.protocol) ? { url, limit } : undefined
}

function destinationOf(url: URL): Destination {
  const secure = url.protocol === 'https:'
  return { secure, hostname: hostnameOf(url), port: Number(url.port) || (secure ? 443 : 80) }
}

/**
 * A proxy resolves names on its own. So the host name is resolved here, and the proxy connects to
 * the checked address. Returns undefined for loopback, which needs no proxy.
 *
 * @throws {ProxyFailure} if the name cannot be resolved here
 * @throws {PrivateAddress}
 */
async function planTunnel(
  url: URL,
  proxy: OutboundProxy,
  allowsPrivate: boolean,
  resolve: Resolve,
): Promise<Tunnel | undefined> {
  const addresses = await resolveHost(hostnameOf(url), resolve, allowsPrivate)
  // Few proxies support IPv6.
  const address = addresses.find(isIPv4) ?? addresses[0]
  if (address === undefined) {
    const unknown = 'could not be found by name from here, so that its address could be checked'
    const where = `the proxy ${proxy.label} was not asked for it`
    const { host } = url
    const cause: ServerCause = { reason: 'unknown-host', facts: { host } }
    throw new ProxyFailure(502, `${host} ${unknown}: ${where}.`, cause)
  }
  return isLoopback(address) ? undefined : { proxy, address }
}

/** The name, or the address without brackets. */
function hostnameOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
