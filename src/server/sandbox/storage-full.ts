import type { ErrorWire } from '../../core/api/contract.ts'
import { SANDBOX_FULL } from '../../core/api/problem.ts'

const ADVICE = 'use “Empty the sandbox” on the page'

/** There is no room for a file. The message is one sentence for people. */
export class StorageFull extends Error {}

/** What a disk says that takes no more. */
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])

/** The 507 for an error that means that nothing more can be written; undefined for all others. */
export function findStorageFull(caught: unknown): ErrorWire | undefined {
  if (caught instanceof StorageFull) return { error: SANDBOX_FULL, message: caught.message }
  const code = errorCode(caught)
  if (!DISK_FULL.has(code)) return undefined
  return { error: SANDBOX_FULL, message: describeFullDisk(`the disk takes no more (${code})`) }
}

/** Files vanish under an upload only when somebody empties the folder. */
export function isEmptied(caught: unknown): boolean {
  return errorCode(caught) === 'ENOENT'
}

/** @param size bytes for people */
export function describeLimit(size: string, limit: string): string {
  return `The sandbox has no room for ${size} more, as its files may have ${limit} in all: ${ADVICE}, or start with a larger REFDROP_SANDBOX_LIMIT.`
}

export function describeFullDisk(reason: string): string {
  return `The sandbox cannot keep the file, as ${reason}: free some space there, or ${ADVICE}.`
}

function errorCode(caught: unknown): string {
  return caught instanceof Error && 'code' in caught ? String(caught.code) : ''
}
