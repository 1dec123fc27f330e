import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { withoutSecret } from '../../core/key.ts'
import { describeRedirect, ProxyFailure } from './failure.ts'

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
 * @throws {ProxyFailure} when the answer breaks off, is too large, leads elsewhere or has no valid status
 */
export async function readReply(incoming: IncomingMessage, host: string): Promise<Reply> {
  const { statusCode: status = 0, headers, rawHeaders } = incoming
  if (status >= 300 && status < 400) throw describeRedirect(host, status)
  if (status < 200 || status > 599) {
    const digits = String(status).padStart(3, '0')
    throw new ProxyFailure(502, `${host} answered with ${digits}, which is no status of HTTP.`)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk)
      size += chunk.length
      if (size > ANSWER_LIMIT) break
    }
  } catch {
    throw new ProxyFailure(502, `${host} broke off in the middle of its answer.`)
  }
  if (size > ANSWER_LIMIT) throw new ProxyFailure(502, `${host} answered more than 1 MiB.`)
  return { status, headers, rawHeaders, body: Buffer.concat(chunks) }
}

/** An answer that repeats the machine's key must not bring it to the page, in whatever notation. */
export function withoutKey(reply: Reply, key: string | null): Reply {
  if (key === null) return reply
  // In headers and bytes there is room for Latin characters only.
  const hide = (text: string) => withoutSecret(text, key).replaceAll('…', '...')
  const headers = Object.entries(reply.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(hide) : value && hide(value)]
  })
  return {
    ...reply,
    rawHeaders: reply.rawHeaders.map(hide),
    headers: Object.fromEntries(headers),
    // Byte by byte, for it may be no text.
    body: Buffer.from(hide(reply.body.toString('latin1')), 'latin1'),
  }
}
