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
import { SIZE_LIMIT } from '../../core/api/size-limit.ts'
import { DATA_HEADERS } from '../http/answer.ts'
import { codingsIn, decodeContent, peek, UnreadableContent } from './content-coding.ts'
import {
  describeFailure,
  describeLateConnection,
  describeLateTunnel,
  describeRedirect,
  describeUnreadable,
  ProxyFailure,
} from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import { lookupPublic, PrivateAddress } from './private-address.ts'
import type { Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'

/** Encoded bytes of a file at most. An encoding that is worth it makes a file smaller. */
const MOST_ENCODED = 2 * SIZE_LIMIT

/** Through a proxy to an address that was checked. */
export interface Tunnel {
  proxy: OutboundProxy
  address: string
}

interface Options {
  /** The browser's, for a CDN may refuse others. But for a range, nothing else of it is passed on. */
  userAgent: string | undefined
  /** The `Range` that is asked for; undefined for the whole. */
  range: string | undefined
  /** Whether addresses of this machine and its surroundings may be connected to. */
  allowsPrivate: boolean
  /** The way there, where it is not the direct one. */
  tunnel: Tunnel | undefined
  timeouts: Timeouts
  /** The page went away. */
  signal: AbortSignal
}

/**
 * Passes the bytes at `url` on as the answer, no faster than the page takes them, and one
 * more than a file may have at most; where a range is asked for, maybe only that. What breaks off in the middle breaks the answer off.
 *
 * Never follows a redirect. `url` must be http or https, without credentials.
 *
 * @throws {ProxyFailure} when there is nothing to pass on
 * @throws {PrivateAddress} when it leads where it may not
 * @throws {DOMException} named `AbortError` when `signal` fires
 */
export async function passFileOn(
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

/** What whoever serves it says of the bytes, under names that do not act on our own answer. */
function describeFetched(headers: IncomingHttpHeaders, isEncoded: boolean): OutgoingHttpHeaders {
  const { 'content-type': type = '', 'content-length': length, 'accept-ranges': ranges } = headers
  return {
    'X-Fetched-Type': type,
    ...(!isEncoded && length !== undefined && { 'X-Fetched-Length': length }),
    ...(!isEncoded && ranges !== undefined && { 'Accept-Ranges': ranges }),
  }
}

/** Resolves with a good answer whose body is still to be read. */
function open(
  url: URL,
  response: ServerResponse,
  { userAgent, range, allowsPrivate, tunnel, timeouts, signal }: Options,
): Promise<IncomingMessage> {
  const { host, hostname } = url
  const isSecure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const options = {
      agent: tunnel
        ? new TunnelAgent(tunnel.proxy, { host, timeouts: timeouts.connection })
        : false,
      // By address there, but by name in TLS and to the server.
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
      fail(isTunnelLate ? describeLateTunnel(tunnel.proxy, host) : describeLateConnection(host))
    }, timeouts.connection)
    outgoing.once('socket', (socket) => {
      if (!isSecure && !socket.connecting) clearTimeout(connecting)
      else socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
      socket.setTimeout(timeouts.fetched)
      socket.on('timeout', () => {
        // Silence while the page is the slow one is nobody's fault.
        if (response.writableNeedDrain) socket.setTimeout(timeouts.fetched)
        else fail(new ProxyFailure(504, `${host} fell silent.`))
      })
    })
    outgoing.once('response', (incoming) => {
      const { statusCode: status = 0, headers } = incoming
      if (status >= 300 && status < 400) fail(describeRedirect(url.href, status, headers.location))
      else if (status < 200 || status > 299)
        fail(new ProxyFailure(502, `${host} answered ${status}.`))
      else resolve(incoming)
    })
    outgoing.on('error', (error) => {
      const ours = error instanceof ProxyFailure || error instanceof PrivateAddress
      reject(ours || signal.aborted ? error : describeFailure(host, error))
    })
    outgoing.once('close', () => {
      clearTimeout(connecting)
      reject(new ProxyFailure(502, `${host} closed the connection without an answer.`))
    })
    outgoing.end()
  })
}

/**
 * The file of an answer that comes encoded although it was asked for as it is. Its first bytes are
 * read here, so that what cannot be decoded is told while there is still time.
 */
async function decodeFile(
  incoming: IncomingMessage,
  host: string,
  isPart: boolean,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    if (isPart) throw new UnreadableContent('with a part of an encoded file')
    const encoding = incoming.headers['content-encoding']
    return (await peek(decodeContent(upTo(MOST_ENCODED, incoming), encoding))).all
  } catch (caught) {
    if (caught instanceof UnreadableContent) throw describeUnreadable(host, caught)
    throw caught instanceof Error ? describeFailure(host, caught) : caught
  }
}

function isHostAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
}

async function* upTo(most: number, source: AsyncIterable<Uint8Array>) {
  let left = most
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
