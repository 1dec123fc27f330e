import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pairsOf } from '../http/reported-headers.ts'
import { codingsIn, decodeContent, UnreadableContent } from './content-coding.ts'
import { decodeText } from './decode-text.ts'
import { describeHost, describeUnreadable, type ProxyFailure } from './failure.ts'
import { checkStatus, RESPONSE_LIMIT, type UpstreamResponse } from './response-rules.ts'

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
  checkStatus(url, status, headers.location)
  const bytes = await decodeBody(await readBody(incoming, host), headers['content-encoding'], host)
  const text = decodeText(bytes, headers['content-type'])
  return { status, headers, headerList: pairsOf(rawHeaders), text }
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
