import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { withoutSecret } from '../../core/api/key.ts'
import { codingsIn, decodeContent, UnreadableContent } from './content-coding.ts'
import { decodeText } from './decode-text.ts'
import { describeUnreadable, describeUpstreamRedirect, ProxyFailure } from './failure.ts'

/** An answer is a little JSON. More than this many bytes is none. */
const ANSWER_LIMIT = 1_048_576

/** A whole answer of the upstream. */
export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  /** All of them as they came: names and values by turns. */
  rawHeaders: readonly string[]
  /** The body, decoded. */
  text: string
}

/**
 * Whole or not at all: half an answer that was passed on cannot be taken back.
 *
 * @param asked the whole URL of the call
 * @throws {ProxyFailure} when the answer breaks off, is too large, cannot be decoded, leads elsewhere or has no valid status
 */
export async function readReply(incoming: IncomingMessage, asked: string): Promise<Reply> {
  const { statusCode: status = 0, headers, rawHeaders } = incoming
  const { host } = new URL(asked)
  if (status >= 300 && status < 400) {
    throw describeUpstreamRedirect(asked, status, headers.location)
  }
  if (status < 200 || status > 599) {
    const digits = String(status).padStart(3, '0')
    throw new ProxyFailure(502, `${host} answered with ${digits}, which is no status of HTTP.`)
  }
  const bytes = await decodeBody(await readBody(incoming, host), headers['content-encoding'], host)
  return { status, headers, rawHeaders, text: decodeText(bytes, headers['content-type']) }
}

/** By its events: the iterator of a stream costs more than reading a small answer does. */
function readBody(incoming: IncomingMessage, host: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const breakOff = () => {
      reject(new ProxyFailure(502, `${host} broke off in the middle of its answer.`))
    }
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= ANSWER_LIMIT) return
      reject(describeExcess(host))
      incoming.destroy()
    })
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', breakOff)
    incoming.once('close', breakOff)
  })
}

/** What comes encoded although it was asked for as it is. Decoding stops at the limit. */
async function decodeBody(bytes: Buffer, field: string | undefined, host: string): Promise<Buffer> {
  if (bytes.byteLength === 0 || codingsIn(field).length === 0) return bytes
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of decodeContent(Readable.from([bytes]), field)) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > ANSWER_LIMIT) throw describeExcess(host)
    }
  } catch (caught) {
    throw caught instanceof UnreadableContent ? describeUnreadable(host, caught) : caught
  }
  return Buffer.concat(chunks)
}

function describeExcess(host: string): ProxyFailure {
  return new ProxyFailure(502, `${host} answered more than 1 MiB.`)
}

/** An answer that repeats the machine's key must not bring it to the page, in whatever notation. */
export function withoutKey(reply: Reply, key: string | null): Reply {
  if (key === null) return reply
  const repeats = (text: string) => withoutSecret(text, key) !== text
  if (!reply.rawHeaders.some(repeats) && !repeats(reply.text)) return reply
  // In headers there is room for Latin characters only.
  const hide = (text: string) => withoutSecret(text, key).replaceAll('…', '...')
  const headers = Object.entries(reply.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(hide) : value && hide(value)]
  })
  return {
    ...reply,
    rawHeaders: reply.rawHeaders.map(hide),
    headers: Object.fromEntries(headers),
    text: hide(reply.text),
  }
}
