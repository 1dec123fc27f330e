import type { OutgoingHttpHeaders } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { JSON_HEADERS, toJsonBytes } from '../http/response.ts'

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

/** An error in the contract's shape, or the `nested` shape of newer gateways. */
export function errorResponse(status: number, error: ErrorWire, nested = false): SandboxResponse {
  const { error: code, message } = error
  const data = nested ? { error: { code, message } } : { ...error, statusCode: status }
  return { ...jsonResponse(status, data), error }
}
