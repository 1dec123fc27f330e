import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/contract.ts'
import { answerError, DATA_HEADERS, JSON_HEADERS, toJsonBytes } from '../answer.ts'
import { hasBody } from '../has-body.ts'

/** How long a refused client may go on sending, in milliseconds. */
const LINGER = { silence: 2_000, total: 30_000 }

/**
 * Answers before the body is read, and closes the connection.
 *
 * Not at once: a socket that is closed with unread bytes in it is reset, and a reset takes
 * the answer away from a client that has not read it yet. So what still comes is thrown
 * away until the client is done, falls silent, or has had its time. Where there is nothing
 * left to read, the connection stays.
 */
export function refuseEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  error: ErrorWire,
): void {
  if (request.complete || !hasBody(request)) {
    answerError(response, status, error)
    return
  }
  const body = toJsonBytes({ ...error, statusCode: status })
  const headers = { ...DATA_HEADERS, ...JSON_HEADERS, Connection: 'close' }
  response.writeHead(status, { ...headers, 'Content-Length': body.byteLength })
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
