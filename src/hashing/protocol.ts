import type { ContentHash } from '../core/contract.ts'
import type { Inspection } from '../core/intake.ts'
import type { Problem } from '../core/problem.ts'

/** Up to this many bytes a file is read whole, and ahead of its turn. */
export const SMALL_FILE = 256 * 1024

/** Small files that a worker reads ahead while it hashes another. */
export const READ_AHEAD = 4

/** To a hash worker. The File itself is posted: a handle, not bytes. `size` is in bytes. */
export type ToHashWorker =
  | { type: 'hash'; job: number; file: File; size: number }
  | { type: 'cancel'; job: number }

/** From a hash worker. `hashed` is in bytes, `took` in milliseconds. A canceled job is not answered. */
export type FromHashWorker =
  | { type: 'progress'; job: number; hashed: number }
  | { type: 'hashed'; job: number; hash: ContentHash; took: number }
  | { type: 'failed'; job: number; problem: Problem }

export interface ToInspectWorker {
  job: number
  files: readonly File[]
}

/** One inspection a file, in the same order. */
export interface FromInspectWorker {
  job: number
  inspections: Inspection[]
}
