import { once } from 'node:events'
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as plainRequest,
  type ServerResponse,
} from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { DATA_HEADERS } from '../http/response.ts'
import { codingsIn, decodeContent, peek, UnreadableContent } from './content-coding.ts'
import {
  describeConnectTimeout,
  describeFailure,
  describeFileStatus,
  describeHost,
  describeRedirect,
  describeUnreadable,
  ProxyFailure,
} from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import { lookupPublic, PrivateAddress } from './private-address.ts'
import type { Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { describeTunnelTimeout } from './tunnel-failure.ts'

/** Maximum encoded bytes of a file. A useful encoding makes a file smaller. */
const MAX_ENCODED = 2 * SIZE_LIMIT

/** A connection through a proxy to a checked address. */
export interface Tunnel {
  proxy: OutboundProxy
  address: string
}

interface Options {
  /** The browser's `User-Agent`, because a CDN may reject others. */
  userAgent: string | undefined
  /** The `Range` header. Undefined requests the whole file. */
  range: string | undefined
  allowsPrivate: boolean
  /** Undefined for a direct connection. */
  tunnel: Tunnel | undefined
  timeouts: Timeouts
  /** Aborts when the page disconnects. */
  signal: AbortSignal
}

/**
 * Streams the bytes at `url` into the response with backpressure. Stops one byte after the size
 * limit of a file. If a range is requested, the server may send only that part. Aborts the
 * response if the source breaks off.
 *
 * Never follows a redirect. `url` must be http or https, without credentials.
 *
 * @throws {ProxyFailure} if there is nothing to forward
 * @throws {PrivateAddress} if the host has a private address that is not allowed
 * @throws {DOMException} named `AbortError` when `signal` aborts
 */
export async function streamFile(
  url: URL,
  response: ServerResponse,
  options: Options,
): Promise<void> {
  const incoming = await open(url, response, options)
  try {
    const { 'content-range': part, 'content-encoding': encoding } = incoming.headers
    const isPart = options.range !== undefined && incoming.statusCode === 206
    const isEncoded = codingsIn(encoding).length > 0
    const bytes = isEncoded ? await decodeFile(incoming, url.host, isPart) : incoming
    response.writeHead(isPart ? 206 : 200, {
      ...DATA_HEADERS,
      ...(isPart && part !== undefined && { 'Content-Range': part }),
      'Content-Type': 'application/octet-stream',
      ...describeFetched(incoming.headers, isEncoded),
    })
    await pipe(bytes, response, options.signal)
  } finally {
    incoming.destroy()
  }
}

/** Copies headers about the file under names that do not affect the response itself. */
function describeFetched(headers: IncomingHttpHeaders, isEncoded: boolean): OutgoingHttpHeaders {
  const { 'content-type': type = '', 'content-length': length, 'accept-ranges': ranges } = headers
  return {
    'X-Fetched-Type': type,
    ...(!isEncoded && length !== undefined && { 'X-Fetched-Length': length }),
    ...(!isEncoded && ranges !== undefined && { 'Accept-Ranges': ranges }),
  }
}

/** Resolves with a successful response whose body is not read yet. */
function open(
  url: URL,
  response: ServerResponse,
  { userAgent, range, allowsPrivate, tunnel, timeouts, signal }: Options,
): Promise<IncomingMessage> {
  const { host, hostname } = url
  const isSecure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const options = {
      agent: tunnel ? new TunnelAgent(tunnel.proxy, { host, timeout: timeouts.connection }) : false,
      // Connects to the checked address, but uses the name for TLS and the `Host` header.
      ...(tunnel && {
        hostname: tunnel.address,
        servername: isHostAddress(hostname) ? '' : hostname,
      }),
      headers: {
        Host: host,
        Accept: '*/*',
        'Accept-Encoding': 'identity',
        ...(userAgent !== undefined && { 'User-Agent': userAgent }),
        ...(range !== undefined && { Range: range }),
      },
      signal,
      autoSelectFamilyAttemptTimeout: 1_000,
      ...(!allowsPrivate && { lookup: lookupPublic }),
    }
    const outgoing = isSecure ? secureRequest(url, options) : plainRequest(url, options)
    const fail = (error: Error) => {
      reject(error)
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
        // The source may be silent while the page reads slowly.
        if (response.writableNeedDrain) socket.setTimeout(timeouts.fetched)
        else fail(describeHost(host, 'silent', 504))
      })
    })
    outgoing.once('response', (incoming) => {
      const { statusCode: status = 0, headers } = incoming
      if (status >= 300 && status < 400) fail(describeRedirect(url.href, status, headers.location))
      else if (status < 200 || status > 299) fail(describeFileStatus(host, status))
      else resolve(incoming)
    })
    outgoing.on('error', (error) => {
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

/**
 * Decodes a file that was sent encoded despite `Accept-Encoding: identity`. Reads the first bytes,
 * so that a decoding error can still become an error response.
 */
async function decodeFile(
  incoming: IncomingMessage,
  host: string,
  isPart: boolean,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    if (isPart) throw new UnreadableContent('with a part of an encoded file')
    const encoding = incoming.headers['content-encoding']
    return (await peek(decodeContent(upTo(MAX_ENCODED, incoming), encoding))).all
  } catch (caught) {
    if (caught instanceof UnreadableContent) throw describeUnreadable(host, caught)
    throw caught instanceof Error ? describeFailure(host, caught) : caught
  }
}

function isHostAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
}

async function* upTo(limit: number, source: AsyncIterable<Uint8Array>) {
  let left = limit
  for await (const piece of source) {
    left -= piece.byteLength
    if (left < 0) throw new UnreadableContent('in an encoding that does not end')
    yield piece
  }
}

async function pipe(
  bytes: AsyncIterable<Uint8Array>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  let left = SIZE_LIMIT + 1
  for await (const chunk of bytes) {
    const part = chunk.subarray(0, left)
    left -= part.length
    if (!response.write(part)) await once(response, 'drain', { signal })
    if (left === 0) break
  }
  response.end()
}
