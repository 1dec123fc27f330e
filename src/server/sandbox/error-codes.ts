import type { ApiVersion } from '../../core/api/api-version.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** Error codes of version 1 by status. */
const CODES_1: Partial<Record<number, string>> = {
  400: 'ValidationError',
  401: 'AuthError',
  402: 'InsufficientBalanceError',
  403: 'ForbiddenError',
  413: 'PayloadTooLargeError',
  429: 'RateLimitError',
  502: 'ProviderError',
}

/** Error codes of version 2 by status. Its documents do not define those of 403, 500 and 502. */
const CODES_2: Partial<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  402: 'insufficient_balance',
  403: 'forbidden',
  404: 'file_not_found',
  413: 'file_too_large',
  422: 'invalid_request',
  429: 'rate_limited',
  502: 'storage_error',
}

/** Error codes of version 2 by those of version 1. */
const NEWER_CODES: Partial<Record<string, string>> = {
  ValidationError: 'invalid_request',
  AuthError: 'unauthorized',
  PayloadTooLargeError: 'file_too_large',
  RateLimitError: 'rate_limited',
  NotFoundError: 'not_found',
  MethodNotAllowedError: 'method_not_allowed',
  UnsupportedMediaTypeError: 'unsupported_media_type',
  InternalError: 'internal_error',
}

/** The code of an error for which a fault plan gives only the status. */
export function codeOfStatus(status: number, version: ApiVersion): string {
  return version === 1
    ? (CODES_1[status] ?? 'InternalError')
    : (CODES_2[status] ?? 'internal_error')
}

/** Gives an error the code and shape of the version. Other responses stay. */
export function inVersion(version: ApiVersion, response: SandboxResponse): SandboxResponse {
  const { status, headers, error } = response
  if (version === 1 || error === undefined) return response
  const code = NEWER_CODES[error.error] ?? error.error
  return { ...errorResponse(status, { ...error, error: code }, true), headers }
}
