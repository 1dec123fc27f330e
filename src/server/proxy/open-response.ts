import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as plainRequest,
  type RequestOptions,
} from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { describeConnectTimeout, describeFailure, describeHost, ProxyFailure } from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import { PrivateAddress } from './private-address.ts'
import type { Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { describeTunnelTimeout } from './tunnel-failure.ts'

/** A connection through a proxy to a checked address. */
export interface Tunnel {
  proxy: OutboundProxy
  address: string
}

interface Options {
  /** The browser's `User-Agent`, because a CDN may reject others. */
  userAgent: string | undefined
  headers?: OutgoingHttpHeaders
  /** Undefined for a direct connection. */
  tunnel: Tunnel | undefined
  /** How a direct connection is made. */
  direct?: Pick<RequestOptions, 'agent' | 'createConnection' | 'lookup'>
  timeouts: Timeouts
  signal: AbortSignal
  /** Whether the source may be silent, because the reader is slower. */
  isReaderSlow?: () => boolean
}

/**
 * Sends a GET without cookies, credentials and referrer. Resolves with a response of any status
 * whose body is not read yet. Never follows a redirect.
 *
 * @throws {ProxyFailure} if there is no response
 * @throws {PrivateAddress} from the `lookup` of a direct connection
 * @throws {DOMException} named `AbortError` when `signal` aborts
 */
export function openResponse(url: URL, options: Options): Promise<IncomingMessage> {
  const { userAgent, headers, tunnel, direct, timeouts, signal } = options
  const { isReaderSlow = () => false } = options
  const { host } = url
  const isSecure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const request = {
      agent: false,
      ...direct,
      // Connects to the checked address, but uses the name for TLS and the `Host` header.
      ...(tunnel && {
        agent: new TunnelAgent(tunnel.proxy, { host, timeout: timeouts.connection }),
        hostname: tunnel.address,
        servername: serverNameOf(url),
      }),
      headers: {
        Host: host,
        Accept: '*/*',
        'Accept-Encoding': 'identity',
        ...(userAgent !== undefined && { 'User-Agent': userAgent }),
        ...headers,
      },
      signal,
      autoSelectFamilyAttemptTimeout: 1_000,
    }
    const outgoing = isSecure ? secureRequest(url, request) : plainRequest(url, request)
    let received: IncomingMessage | undefined
    const fail = (error: Error) => {
      reject(error)
      // The reader of the body gets the error, too.
      received?.destroy(error)
      outgoing.destroy(error)
    }
    const connecting = setTimeout(() => {
      const isTunnelLate = tunnel !== undefined && !outgoing.socket
      fail(isTunnelLate ? describeTunnelTimeout(tunnel.proxy, host) : describeConnectTimeout(host))
    }, timeouts.connection)
    outgoing.once('socket', (socket) => {
      if (!isSecure && !socket.connecting) clearTimeout(connecting)
      else socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
      socket.setTimeout(timeouts.fetched)
      socket.on('timeout', () => {
        if (isReaderSlow()) socket.setTimeout(timeouts.fetched)
        else fail(describeHost(host, 'silent', 504))
      })
    })
    outgoing.once('response', (incoming) => {
      received = incoming
      resolve(incoming)
    })
    outgoing.on('error', (error) => {
      // Node would end a body of unknown length as if it were complete.
      if (!received?.complete) received?.destroy(error)
      const isKnown = error instanceof ProxyFailure || error instanceof PrivateAddress
      reject(isKnown || signal.aborted ? error : describeFailure(host, error))
    })
    outgoing.once('close', () => {
      clearTimeout(connecting)
      reject(describeHost(host, 'connection-closed'))
    })
    outgoing.end()
  })
}

/** The name for TLS: without a trailing dot, and empty for an address (RFC 6066, 3). */
export function serverNameOf({ hostname }: URL): string {
  const name = hostname.replace(/\.$/, '')
  return isIP(name.replace(/^\[|\]$/g, '')) ? '' : name
}
