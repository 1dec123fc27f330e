import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'

/** Headers of everything that is said here in the gateway's name: data, never a document. */
export const DATA_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const

/**
 * Sends a whole answer. What the client may still be sending is read and thrown away,
 * for browsers look at an answer only once their body is out.
 */
export function answerBytes(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Uint8Array,
): void {
  response.writeHead(status, { ...DATA_HEADERS, ...headers, 'Content-Length': body.byteLength })
  response.end(body)
  response.req.resume()
}

export function answerJson(response: ServerResponse, status: number, data: object): void {
  answerBytes(response, status, JSON_HEADERS, toJsonBytes(data))
}

/** An error in the shape of the contract. */
export function answerError(response: ServerResponse, status: number, error: ErrorWire): void {
  answerJson(response, status, { ...error, statusCode: status })
}

export const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8' } as const

export function toJsonBytes(data: object): Uint8Array {
  return Buffer.from(JSON.stringify(data))
}
