import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { hasBody } from '../http/body-reader.ts'
import { DATA_HEADERS, sendBytes } from '../http/response.ts'
import { errorAnswer, type SandboxResponse } from './sandbox-response.ts'

/** How long a refused client may go on sending, in milliseconds. */
const LINGER = { silence: 2_000, total: 30_000 }

/** An error before the body is read, as {@link giveAnswer} gives it. */
export function respondEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  error: ErrorWire,
): void {
  giveAnswer(request, response, errorAnswer(status, error))
}

/**
 * Answers, and closes the connection where the body is not read.
 *
 * Not at once: a socket that is closed with unread bytes in it is reset, and a reset takes
 * the answer away from a client that has not read it yet. So what still comes is thrown
 * away until the client is done, falls silent, or has had its time. Where there is nothing
 * left to read, the connection stays.
 */
export function giveAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: SandboxResponse,
): void {
  if (request.complete || !hasBody(request)) {
    sendBytes(response, status, headers, body)
    return
  }
  const closing = { ...DATA_HEADERS, ...headers, Connection: 'close' }
  response.writeHead(status, { ...closing, 'Content-Length': body.byteLength })
  response.write(body)

  const close = () => {
    clearTimeout(silence)
    clearTimeout(total)
    response.end()
  }
  const silence = setTimeout(close, LINGER.silence)
  const total = setTimeout(close, LINGER.total)
  request.on('data', () => silence.refresh())
  request.once('close', close)
  request.once('end', close)
  request.resume()
}
