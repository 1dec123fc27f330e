import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { withoutSecret } from '../../core/key.ts'
import { describeUpstreamRedirect, ProxyFailure } from './failure.ts'

/** An answer is a little JSON. More than this many bytes is none. */
const ANSWER_LIMIT = 1_048_576

/** A whole answer of the upstream. */
export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  /** All of them as they came: names and values by turns. */
  rawHeaders: readonly string[]
  body: Buffer
}

/**
 * Whole or not at all: half an answer that was passed on cannot be taken back.
 *
 * @param asked the whole URL of the call
 * @throws {ProxyFailure} when the answer breaks off, is too large, leads elsewhere or has no valid status
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
  return { status, headers, rawHeaders, body: await readBody(incoming, host) }
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
      reject(new ProxyFailure(502, `${host} answered more than 1 MiB.`))
      incoming.destroy()
    })
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', breakOff)
    incoming.once('close', breakOff)
  })
}

/** An answer that repeats the machine's key must not bring it to the page, in whatever notation. */
export function withoutKey(reply: Reply, key: string | null): Reply {
  if (key === null) return reply
  // Byte by byte, for it may be no text.
  const body = reply.body.toString('latin1')
  const repeats = (text: string) => withoutSecret(text, key) !== text
  if (!reply.rawHeaders.some(repeats) && !repeats(body)) return reply
  // In headers and bytes there is room for Latin characters only.
  const hide = (text: string) => withoutSecret(text, key).replaceAll('…', '...')
  const headers = Object.entries(reply.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(hide) : value && hide(value)]
  })
  return {
    ...reply,
    rawHeaders: reply.rawHeaders.map(hide),
    headers: Object.fromEntries(headers),
    body: Buffer.from(hide(body), 'latin1'),
  }
}
