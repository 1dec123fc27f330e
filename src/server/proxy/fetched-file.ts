import { once } from 'node:events'
import type {
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http'
import { DATA_HEADERS } from '../http/data-headers.ts'
import {
  codingsIn,
  decodeContent,
  limitEncoded,
  peek,
  UnreadableContent,
} from './content-coding.ts'
import {
  describeFailure,
  describeFileStatus,
  describeRedirect,
  describeUnreadable,
} from './failure.ts'
import { openResponse, type Tunnel } from './open-response.ts'
import { lookupPublic } from './private-address.ts'
import type { Timeouts } from './timeouts.ts'

/** Maximum encoded bytes of a file, as a multiple. A useful encoding makes a file smaller. */
const MAX_ENCODED = 2

interface Options {
  /** The browser's `User-Agent`, because a CDN may reject others. */
  userAgent: string | undefined
  /** The `Range` header. Undefined requests the whole file. */
  range: string | undefined
  /** Maximum bytes of the file. */
  limit: number
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
    const bytes = isEncoded ? await decodeFile(incoming, url.host, isPart, options) : incoming
    response.writeHead(isPart ? 206 : 200, {
      ...DATA_HEADERS,
      ...(isPart && part !== undefined && { 'Content-Range': part }),
      'Content-Type': 'application/octet-stream',
      ...describeFetched(incoming.headers, isEncoded),
    })
    await pipe(bytes, response, options)
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
async function open(
  url: URL,
  response: ServerResponse,
  { range, allowsPrivate, limit: _, ...options }: Options,
): Promise<IncomingMessage> {
  const incoming = await openResponse(url, {
    ...options,
    ...(range !== undefined && { headers: { Range: range } }),
    ...(!allowsPrivate && { direct: { lookup: lookupPublic } }),
    isReaderSlow: () => response.writableNeedDrain,
  })
  const { statusCode: status = 0, headers } = incoming
  if (status >= 200 && status < 300) return incoming
  incoming.destroy()
  const isRedirect = status >= 300 && status < 400
  throw isRedirect
    ? describeRedirect(url.href, status, headers.location)
    : describeFileStatus(url.host, status)
}

/**
 * Decodes a file that was sent encoded despite `Accept-Encoding: identity`. Reads the first bytes,
 * so that a decoding error can still become an error response.
 */
async function decodeFile(
  incoming: IncomingMessage,
  host: string,
  isPart: boolean,
  { limit }: Options,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    if (isPart) throw new UnreadableContent('with a part of an encoded file')
    const encoding = incoming.headers['content-encoding']
    const encoded = limitEncoded(incoming, MAX_ENCODED * limit)
    return (await peek(decodeContent(encoded, encoding))).all
  } catch (caught) {
    if (caught instanceof UnreadableContent) throw describeUnreadable(host, caught)
    throw caught instanceof Error ? describeFailure(host, caught) : caught
  }
}

async function pipe(
  bytes: AsyncIterable<Uint8Array>,
  response: ServerResponse,
  { limit, signal }: Options,
): Promise<void> {
  let left = limit + 1
  for await (const chunk of bytes) {
    const part = chunk.subarray(0, left)
    left -= part.length
    if (!response.write(part)) await once(response, 'drain', { signal })
    if (left === 0) break
  }
  response.end()
}
