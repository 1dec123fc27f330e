import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { DATA_HEADERS, JSON_HEADERS } from './data-headers.ts'

/**
 * Sends a complete response. Reads and discards the rest of the request body, because a browser
 * reads no response before it has sent its body.
 */
export function sendBytes(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Uint8Array,
): void {
  response.writeHead(status, { ...DATA_HEADERS, ...headers, 'Content-Length': body.byteLength })
  response.end(body)
  response.req.resume()
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
