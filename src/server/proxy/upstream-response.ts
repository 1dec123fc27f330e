import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { withoutSecret } from '../../core/api/key.ts'
import { codingsIn, decodeContent, UnreadableContent } from './content-coding.ts'
import { decodeText } from './decode-text.ts'
import {
  describeBadStatus,
  describeHost,
  describeUnreadable,
  describeUpstreamRedirect,
  type ProxyFailure,
} from './failure.ts'

/** Maximum bytes. A response of the gateway is a small JSON document. */
const RESPONSE_LIMIT = 1_048_576

export interface UpstreamResponse {
  status: number
  headers: IncomingHttpHeaders
  /** All headers as received, in Node's flat list of names and values. */
  rawHeaders: readonly string[]
  text: string
}

/**
 * Reads the complete response, because a partly forwarded response cannot be taken back.
 *
 * @param url the full URL of the call
 * @throws {ProxyFailure} if the response breaks off, is too large, cannot be decoded, is a redirect
 *   or has an invalid status
 */
export async function readUpstreamResponse(
  incoming: IncomingMessage,
  url: string,
): Promise<UpstreamResponse> {
  const { statusCode: status = 0, headers, rawHeaders } = incoming
  const { host } = new URL(url)
  if (status >= 300 && status < 400) {
    throw describeUpstreamRedirect(url, status, headers.location)
  }
  if (status < 200 || status > 599) {
    throw describeBadStatus(host, status)
  }
  const bytes = await decodeBody(await readBody(incoming, host), headers['content-encoding'], host)
  return { status, headers, rawHeaders, text: decodeText(bytes, headers['content-type']) }
}

/** Uses events, because a stream iterator costs more than reading a small response. */
function readBody(incoming: IncomingMessage, host: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const fail = () => {
      reject(describeHost(host, 'answer-broken-off'))
    }
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= RESPONSE_LIMIT) return
      reject(describeTooLarge(host))
      incoming.destroy()
    })
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', fail)
    incoming.once('close', () => {
      // An error for each complete response would take a tenth of the time of a small call.
      if (!incoming.readableEnded) fail()
    })
  })
}

/** Decodes a body that was sent encoded despite `Accept-Encoding: identity`. Stops at the limit. */
async function decodeBody(bytes: Buffer, field: string | undefined, host: string): Promise<Buffer> {
  if (bytes.byteLength === 0 || codingsIn(field).length === 0) return bytes
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of decodeContent(Readable.from([bytes]), field)) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > RESPONSE_LIMIT) throw describeTooLarge(host)
    }
  } catch (caught) {
    throw caught instanceof UnreadableContent ? describeUnreadable(host, caught) : caught
  }
  return Buffer.concat(chunks)
}

function describeTooLarge(host: string): ProxyFailure {
  return describeHost(host, 'answer-too-large')
}

/** Masks the server key in a response that repeats it, also in an encoded form. */
export function withoutKey(response: UpstreamResponse, key: string | null): UpstreamResponse {
  if (key === null) return response
  const repeats = (text: string) => withoutSecret(text, key) !== text
  if (!response.rawHeaders.some(repeats) && !repeats(response.text)) return response
  // Header values allow only Latin-1 characters.
  const hide = (text: string) => withoutSecret(text, key).replaceAll('…', '...')
  const headers = Object.entries(response.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(hide) : value && hide(value)]
  })
  return {
    ...response,
    rawHeaders: response.rawHeaders.map(hide),
    headers: Object.fromEntries(headers),
    text: hide(response.text),
  }
}
