import type { OutgoingHttpHeaders } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { JSON_HEADERS } from '../http/data-headers.ts'
import { toJsonBytes } from '../http/response.ts'

/** A response before it is sent. */
export interface SandboxResponse {
  status: number
  headers: OutgoingHttpHeaders
  body: Uint8Array
  /** The error in the body, if it is one. */
  error?: ErrorWire
}

export function jsonResponse(status: number, data: object): SandboxResponse {
  return { status, headers: JSON_HEADERS, body: toJsonBytes(data) }
}

/** An error in the shape of version 1, or the `nested` shape of version 2. */
export function errorResponse(status: number, error: ErrorWire, nested = false): SandboxResponse {
  const { error: code, message, field } = error
  const details = field === undefined ? null : { field }
  const data = nested ? { error: { code, message, details } } : { ...error, statusCode: status }
  return { ...jsonResponse(status, data), error }
}
