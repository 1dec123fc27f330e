import type { ContentHash } from '../core/api/contract.ts'
import type { Problem } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'

/** Up to this many bytes a file is read whole, and ahead of its turn. */
export const SMALL_FILE = 256 * 1024

/** Jobs that a worker holds at most: half of them are read while the other half is on its way. */
export const MAX_JOBS = 16

/** The File itself is posted: a handle, not bytes. `size` is in bytes. */
export interface HashOrder {
  job: number
  file: File
  size: number
}

/** What became of a job. `took` is in milliseconds. */
export type HashOutcome =
  | { job: number; hash: ContentHash; took: number }
  | { job: number; problem: Problem }

/** To a hash worker. */
export type ToHashWorker =
  | { type: 'hash'; orders: readonly HashOrder[] }
  | { type: 'cancel'; job: number }

/** From a hash worker. `hashed` is in bytes. A canceled job is not answered. */
export type FromHashWorker =
  | { type: 'progress'; job: number; hashed: number }
  | { type: 'ended'; outcomes: readonly HashOutcome[] }

export interface ToInspectWorker {
  job: number
  files: readonly File[]
}

/** One inspection a file, in the same order. */
export interface FromInspectWorker {
  job: number
  inspections: Inspection[]
}
