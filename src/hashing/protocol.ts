import type { ContentHash } from '../core/api/contract.ts'
import type { Problem } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'

/** Files up to this many bytes are read whole and ahead of their turn. */
export const SMALL_FILE = 256 * 1024

/** Maximum number of jobs of a worker. Half are read while the other half is transferred. */
export const MAX_JOBS = 16

/** Posts the `File`, which is a handle without bytes. `size` is in bytes. */
export interface HashOrder {
  job: number
  file: File
  size: number
}

/** The outcome of a job. `took` is in milliseconds. */
export type HashOutcome =
  | { job: number; hash: ContentHash; took: number }
  | { job: number; problem: Problem }

export type ToHashWorker =
  | { type: 'hash'; orders: readonly HashOrder[] }
  | { type: 'cancel'; job: number }

/** From a hash worker. `hashed` is in bytes. A canceled job has no outcome. */
export type FromHashWorker =
  | { type: 'progress'; job: number; hashed: number }
  | { type: 'ended'; outcomes: readonly HashOutcome[] }

export interface ToInspectWorker {
  job: number
  files: readonly File[]
}

/** Inspections in the order of the files. */
export interface FromInspectWorker {
  job: number
  inspections: Inspection[]
}

/** Whether the script of a worker failed to load. An error thrown by it is an `ErrorEvent`. */
export function isUnloaded(event: Event, hasResponded: boolean): boolean {
  return !hasResponded && !(event instanceof ErrorEvent)
}
