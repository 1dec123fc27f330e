import { lookup as lookupAll } from 'node:dns/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIPv4 } from 'node:net'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { FETCHED_PATH } from '../../core/api/server-info.ts'
import { answerError } from '../http/answer.ts'
import { signalOfGoing } from '../http/going.ts'
import type { Handler } from '../http/middleware.ts'
import { noteFailure } from '../http/request-log.ts'
import { callerOf } from '../http/same-origin.ts'
import type { Upstream } from '../http/upstream.ts'
import { ProxyFailure } from './failure.ts'
import { passFileOn, type Tunnel } from './fetched-file.ts'
import { isLoopback } from './no-proxy.ts'
import { type Destination, NO_PROXIES, type OutboundProxy } from './outbound-proxies.ts'
import { isPrivateAddress, isPrivateHost, PrivateAddress } from './private-address.ts'
import type { ReturnedUrls } from './returned-urls.ts'
import type { Timeouts } from './timeouts.ts'

/** As `lookup` of `node:dns/promises` does. */
type Resolve = (hostname: string, options: { all: true }) => Promise<{ address: string }[]>

/** Where it is below the proxy's own place. */
export const FETCHED = FETCHED_PATH.slice(GATEWAYS.varg.base.length)

export function asksToFetch({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && url.split('?', 1)[0] === FETCHED
}

/**
 * Gives the page the bytes at a URL that the upstream returned, so that it can compare them
 * with the file: its own policy and the other server's keep it from asking there itself.
 *
 * A door to anywhere else it must not be. An upstream out in the world, or who speaks for it,
 * cannot use it to look around on this machine and its network.
 */
export function fetchedRoute(
  upstream: Upstream,
  urls: ReturnedUrls,
  timeouts: Timeouts,
  proxies = NO_PROXIES,
  resolve: Resolve = lookupAll,
): Handler {
  return async (request, response) => {
    if (callerOf(request) !== 'this-page') {
      return refuse(response, 'Only the page of this server may fetch files back.')
    }
    const url = wantedUrl(request, urls)
    if (url === undefined) {
      const which = 'http and https URLs that the gateway returned since this server was started'
      return refuse(response, `Only ${which} are fetched back.`)
    }
    const signal = signalOfGoing(response)
    try {
      const allowsPrivate = await isPrivateHost(upstream.hostname)
      if (!allowsPrivate && isPrivateAddress(bareHost(url))) throw new PrivateAddress()
      const { 'user-agent': userAgent, range } = request.headers
      const proxy = proxies.find(destinationOf(url))
      const tunnel = proxy && (await planTunnel(url, proxy, allowsPrivate, resolve))
      await passFileOn(url, response, { userAgent, range, allowsPrivate, tunnel, timeouts, signal })
    } catch (caught) {
      if (response.headersSent) response.destroy()
      if (response.destroyed) return
      if (caught instanceof PrivateAddress) {
        const where = `an address of this machine or its network, which ${upstream.host} is not on`
        return refuse(response, `${url.host} is ${where}.`)
      }
      if (!(caught instanceof ProxyFailure)) throw caught
      const { status, message } = caught
      noteFailure(response, message)
      answerError(response, status, { error: 'FetchedBackError', message })
    }
  }
}

function refuse(response: ServerResponse, message: string): void {
  answerError(response, 403, { error: 'ForbiddenError', message })
}

/** The URL that is asked for, if it may be. */
function wantedUrl({ url = '' }: IncomingMessage, urls: ReturnedUrls): URL | undefined {
  const wanted = new URLSearchParams(url.slice(FETCHED.length)).get('url')
  if (wanted === null || !urls.has(wanted) || !URL.canParse(wanted)) return undefined
  const parsed = new URL(wanted)
  const isOpen = parsed.username === '' && parsed.password === ''
  return isOpen && /^https?:$/.test(parsed.protocol) ? parsed : undefined
}

function destinationOf(url: URL): Destination {
  const secure = url.protocol === 'https:'
  return { secure, hostname: bareHost(url), port: Number(url.port) || (secure ? 443 : 80) }
}

/**
 * A proxy resolves names itself, out of our sight. So the name is resolved here, and the proxy is
 * asked for the address that was looked at. This machine is asked directly, also by another name.
 *
 * @throws {ProxyFailure} where the name cannot be resolved here
 * @throws {PrivateAddress}
 */
async function planTunnel(
  url: URL,
  proxy: OutboundProxy,
  allowsPrivate: boolean,
  resolve: Resolve,
): Promise<Tunnel | undefined> {
  const found = await resolve(bareHost(url), { all: true }).catch(() => [])
  const addresses = found.map(({ address }) => address)
  if (!allowsPrivate && addresses.some((address) => isPrivateAddress(address))) {
    throw new PrivateAddress()
  }
  // Few proxies have a way to IPv6.
  const address = addresses.find(isIPv4) ?? addresses[0]
  if (address === undefined) {
    const unknown = 'could not be found by name from here, so that its address could be checked'
    const where = `the proxy ${proxy.label} was not asked for it`
    throw new ProxyFailure(502, `${url.host} ${unknown}: ${where}.`)
  }
  return isLoopback(address) ? undefined : { proxy, address }
}

/** Name or address without brackets. */
function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
