import type { ApiVersion } from './api-version.ts'

/** Where each version has the code and the message of an error. */
export const ERROR_MEMBERS: Record<ApiVersion, readonly string[]> = {
  1: ['error', 'message'],
  2: ['error.code', 'error.message'],
}
