import type { ErrorWire } from '../../core/api/contract.ts'
import { reasonOf } from '../http/server-failure.ts'
import { BodyAborted } from './read-body.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'
import { findStorageFull, isEmptied } from './storage-errors.ts'

const EMPTIED: ErrorWire = {
  error: 'SandboxEmptiedError',
  message: 'The sandbox was emptied while the file was on its way: send it again.',
}

/** The response to a call whose body or disk failed. Undefined when the client is gone. */
export function describeFailure(caught: unknown): SandboxResponse | undefined {
  if (caught instanceof BodyAborted) return undefined
  const full = findStorageFull(caught)
  if (full !== undefined) return errorResponse(507, full)
  if (isEmptied(caught)) return errorResponse(503, EMPTIED)
  return errorResponse(500, { error: 'InternalError', message: reasonOf(caught) })
}
