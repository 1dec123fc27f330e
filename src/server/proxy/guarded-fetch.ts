import type { IncomingMessage } from 'node:http'
import { isIPv4, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { isPrivateUrl } from '../../core/api/private-url.ts'
import { describeHost } from './failure.ts'
import { importFailure } from './import-failure.ts'
import { openResponse, serverNameOf } from './open-response.ts'
import { type Network, openSocket, resolveHost } from './outbound-network.ts'
import type { OutboundProxies } from './outbound-proxies.ts'
import { PrivateAddress } from './private-address.ts'
import type { Timeouts } from './timeouts.ts'

/** Browsers follow 20. Files are rarely behind more than two. */
const MAX_REDIRECTS = 5

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Lower ports belong to services that could mistake a request for their own protocol. */
const FIRST_FREE_PORT = 1024

export interface GuardedFetchOptions {
  /** The browser's `User-Agent`, because a CDN may reject others. */
  userAgent: string | undefined
  network: Network
  proxies: OutboundProxies
  timeouts: Timeouts
  signal: AbortSignal
}

/**
 * Requests a URL of a public address. Each name is resolved once, and the connection is opened to
 * the addresses that were checked. A redirect is checked like the first URL. An outgoing proxy gets
 * the checked address, so it resolves no name.
 *
 * @returns a response of any status that is no redirect, and its URL
 * @throws {ImportFailure} {@link ProxyFailure}
 * @throws {DOMException} named `AbortError` when `signal` aborts
 */
export async function guardedFetch(
  text: string,
  options: GuardedFetchOptions,
): Promise<{ url: URL; incoming: IncomingMessage }> {
  let url = parseWebUrl(text)
  if (url === undefined) throw importFailure('import-url', {})
  let incoming = await request(url, options)
  for (let redirects = 0; ; redirects += 1) {
    const location = locationOf(incoming)
    if (location === undefined) return { url, incoming }
    incoming.destroy()
    const { host, protocol } = url
    if (redirects === MAX_REDIRECTS) {
      throw importFailure('redirect-limit', { host, limit: MAX_REDIRECTS })
    }
    const next = parseWebUrl(location, url)
    if (next === undefined || (protocol === 'https:' && next.protocol === 'http:')) {
      throw importFailure('redirect-unsafe', { host })
    }
    const isPrivate = () => importFailure('redirect-private', { host, target: next.host })
    incoming = await request(next, options, isPrivate)
    url = next
  }
}

/** Returns undefined unless it is http(s) without credentials, at a port that is allowed. */
function parseWebUrl(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined
  const url = new URL(text, base)
  const isWeb = /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  const isUsual = /^(80|443)?$/.test(url.port) || Number(url.port) >= FIRST_FREE_PORT
  return isWeb && isUsual ? url : undefined
}

/** The `Location` of a redirect. Browsers read it as UTF-8. */
function locationOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  const { location } = headers
  if (location === undefined || !REDIRECTS.has(statusCode)) return undefined
  return Buffer.from(location, 'latin1').toString()
}

async function request(
  url: URL,
  { userAgent, network, proxies, timeouts, signal }: GuardedFetchOptions,
  describePrivate = () => importFailure('file-private', { host: url.host }),
): Promise<IncomingMessage> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'https:'
  const port = Number(url.port) || (secure ? 443 : 80)
  const addresses = await findAddresses(url, hostname, network, signal, describePrivate)
  // Few outgoing proxies support IPv6.
  const address = addresses.find(isIPv4) ?? addresses[0]
  if (address === undefined) throw describeHost(url.host, 'unknown-host')
  const proxy = proxies.find({ secure, hostname, port })
  const rest = { userAgent, timeouts, signal }
  if (proxy) return openResponse(url, { ...rest, tunnel: { proxy, address } })
  const socket = await openSocket(network, addresses, port, {
    host: url.host,
    timeout: timeouts.connection,
    signal,
  })
  const createConnection = () => (secure ? secureSocket(socket, url, hostname) : socket)
  return openResponse(url, {
    ...rest,
    tunnel: undefined,
    direct: { agent: undefined, createConnection },
  })
}

async function findAddresses(
  url: URL,
  hostname: string,
  { resolve }: Network,
  signal: AbortSignal,
  describePrivate: () => Error,
): Promise<string[]> {
  // Names of this machine and its network are not even resolved.
  if (isPrivateUrl(url.href)) throw describePrivate()
  try {
    return await untilAborted(resolveHost(hostname, resolve), signal)
  } catch (caught) {
    throw caught instanceof PrivateAddress ? describePrivate() : caught
  }
}

/** @param host that the certificate must name */
function secureSocket(socket: Socket, url: URL, host: string): Socket {
  return connectTls({ socket, host, servername: serverNameOf(url), ALPNProtocols: ['http/1.1'] })
}

/** A lookup in Node cannot be aborted, so its result is ignored. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort))
}
