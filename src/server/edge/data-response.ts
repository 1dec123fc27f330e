import type { ErrorWire } from '../../core/api/contract.ts'
import { DATA_HEADERS, JSON_HEADERS } from '../http/data-headers.ts'
import type { HeaderFields } from '../proxy/forwarded-headers.ts'

/** Statuses whose response has no body. */
const EMPTY = [204, 205]

/** A complete response that a browser does not render. */
export function respondWithText(status: number, headers: HeaderFields, text: string): Response {
  // Bytes, because a string would be text/plain.
  const body = EMPTY.includes(status) ? null : new TextEncoder().encode(text)
  const response = new Response(body, { status, headers: DATA_HEADERS })
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.headers.set(name, String(value))
  }
  return response
}

export function respondWithJson(
  status: number,
  data: object,
  headers: HeaderFields = {},
): Response {
  return respondWithText(status, { ...JSON_HEADERS, ...headers }, JSON.stringify(data))
}

/** An error in the format of the gateway's contract. */
export function respondWithError(
  status: number,
  error: ErrorWire,
  headers: HeaderFields = {},
): Response {
  return respondWithJson(status, { ...error, statusCode: status }, headers)
}
