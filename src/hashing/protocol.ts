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

export interface ToPictureWorker {
  job: number
  picture: Blob | VideoFrame
  /** What to decode: a preview that a camera stored in the file, or the whole picture. */
  source: 'preview' | 'whole'
}

export interface DrawnPicture {
  /** Pixels of the whole picture, after rotation. */
  width: number
  height: number
  /** Its middle as a `data:` URL: WebP, or PNG when the browser cannot encode WebP. */
  thumbnail: string
  /** Whether the middle of a video's frame is black. Undefined for files. */
  isBlack?: boolean
}

/** Undefined when the file has no preview, or workers of this browser cannot decode it. */
export interface FromPictureWorker {
  job: number
  drawn: DrawnPicture | undefined
}

/** Whether the script of a worker failed to load. An error thrown by it is an `ErrorEvent`. */
export function isUnloaded(event: Event, hasResponded: boolean): boolean {
  return !hasResponded && !(event instanceof ErrorEvent)
}
