import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { dropBody, hasBody, isGivenUp } from './body-reader.ts'
import { DATA_HEADERS, JSON_HEADERS } from './data-headers.ts'
import { waitsForContinue } from './expectation.ts'

/**
 * Sends a complete response. Reads and discards the rest of the request body, because a browser
 * reads no response before it has sent its body. If the client asks for its connection to close
 * after the response, the body is read first. Otherwise, the response could be lost.
 */
export function sendBytes(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Uint8Array,
): void {
  const request = response.req
  const send = () => {
    // The body may have been idle for too long meanwhile.
    if (response.headersSent || response.destroyed) return
    response.writeHead(status, { ...DATA_HEADERS, ...headers, 'Content-Length': body.byteLength })
    response.end(body)
    request.resume()
  }
  if (mustEndFirst(request)) void dropBody(request).then(send)
  else send()
}

function mustEndFirst(request: IncomingMessage): boolean {
  if (request.complete || !hasBody(request) || waitsForContinue(request)) return false
  if (isGivenUp(request)) return false
  return request.httpVersion === '1.0' || /\bclose\b/i.test(request.headers.connection ?? '')
}

export function sendJson(response: ServerResponse, status: number, data: object): void {
  sendBytes(response, status, JSON_HEADERS, toJsonBytes(data))
}

/** Sends an error in the format of the gateway's contract. */
export function sendError(response: ServerResponse, status: number, error: ErrorWire): void {
  sendJson(response, status, { ...error, statusCode: status })
}

export function toJsonBytes(data: object): Uint8Array {
  return Buffer.from(JSON.stringify(data))
}

/** Returns a signal that aborts when the response is complete or the client disconnects. */
export function closeSignal(response: ServerResponse): AbortSignal {
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  return closed.signal
}
