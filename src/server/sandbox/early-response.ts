import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { hasBody } from '../http/body-reader.ts'
import { DATA_HEADERS } from '../http/data-headers.ts'
import { sendBytes } from '../http/response.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** How long the bytes of a rejected upload are still read, in milliseconds. */
const LINGER = { idle: 2_000, total: 30_000 }

/** Sends an error before the body is read, like {@link sendResponse}. */
export function respondEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  error: ErrorWire,
): void {
  sendResponse(request, response, errorResponse(status, error))
}

/**
 * Sends the response, and closes the connection if part of the body is unread.
 *
 * Closing a socket with unread bytes resets it, and the reset can destroy the response before
 * the client reads it. So the rest of the body is discarded first. That stops when the body
 * ends, the client is idle, or the total time is over. A connection without unread body is kept alive.
 */
export function sendResponse(
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
    clearTimeout(idle)
    clearTimeout(total)
    response.end()
  }
  const idle = setTimeout(close, LINGER.idle)
  const total = setTimeout(close, LINGER.total)
  request.on('data', () => idle.refresh())
  request.once('close', close)
  request.once('end', close)
  request.resume()
}
