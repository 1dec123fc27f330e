import type { ErrorWire } from '../../core/api/contract.ts'
import { SANDBOX_FULL } from '../../core/api/problem.ts'

const ADVICE = 'use “Empty the sandbox” on the page'

/** No space is left for a file. The message is one sentence for people. */
export class StorageFull extends Error {}

/** Error codes of a disk that accepts no more bytes. */
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])

/** The 507 error when no more bytes can be written. Undefined for other errors. */
export function findStorageFull(caught: unknown): ErrorWire | undefined {
  if (caught instanceof StorageFull) return { error: SANDBOX_FULL, message: caught.message }
  const code = errorCode(caught)
  if (!DISK_FULL.has(code)) return undefined
  return { error: SANDBOX_FULL, message: describeFullDisk(`the disk takes no more (${code})`) }
}

/** Files disappear during an upload only when the folder is emptied. */
export function isEmptied(caught: unknown): boolean {
  return errorCode(caught) === 'ENOENT'
}

/** Undefined for a missing file. @throws all other errors again */
export function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
}

/** @param size formatted bytes */
export function describeLimit(size: string, limit: string): string {
  return `The sandbox has no room for ${size} more, as its files may have ${limit} in all: ${ADVICE}, or start with a larger REFDROP_SANDBOX_LIMIT.`
}

export function describeFullDisk(reason: string): string {
  return `The sandbox cannot keep the file, as ${reason}: free some space there, or ${ADVICE}.`
}

function errorCode(caught: unknown): string {
  return caught instanceof Error && 'code' in caught ? String(caught.code) : ''
}
