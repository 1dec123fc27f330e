import type { OutgoingHttpHeaders } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { JSON_HEADERS, toJsonBytes } from '../http/response.ts'

/** An answer that is decided and not sent yet. */
export interface SandboxResponse {
  status: number
  headers: OutgoingHttpHeaders
  body: Uint8Array
  /** What the body says, where that is an error. */
  error?: ErrorWire
}

export function jsonAnswer(status: number, data: object): SandboxResponse {
  return { status, headers: JSON_HEADERS, body: toJsonBytes(data) }
}

/** An error in the shape of the contract, or `nested` as newer gateways have it. */
export function errorAnswer(status: number, error: ErrorWire, nested = false): SandboxResponse {
  const { error: code, message } = error
  const data = nested ? { error: { code, message } } : { ...error, statusCode: status }
  return { ...jsonAnswer(status, data), error }
}
