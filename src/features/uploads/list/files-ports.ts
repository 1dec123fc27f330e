import type { Queue } from '../../../core/queue/queue.ts'
import type { NewReference } from '../../../core/request/composer.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import type { HistoryPorts } from './history-ports.ts'

/** What the list of files lives on. The same object for as long as the page. */
export interface FilesPorts extends MemoryPorts {
  store: UploadsStore
  queue: Queue
  request: RequestPorts
  /** Gives a file bytes again. @throws {ProblemError} where these cannot be taken */
  chooseAgain(id: UploadId, file: File): Promise<void>
  /** Looks whether the gateway can be reached again. */
  lookAgain(): void
}

/** What this browser remembers of files, and sees in them. */
export interface MemoryPorts {
  history: HistoryPorts
  /** A small picture of an upload as a `data:` URL; null where there is none. Never rejects. */
  look(upload: Upload): Promise<string | null>
  /**
   * Fetches an uploaded file back from its URL and compares it with what was sent. The file
   * then says so, or is Failed.
   *
   * @throws {ProblemError} where it could not be fetched, which proves nothing
   */
  verify(id: UploadId): Promise<void>
}

/** The request that is put together from files of the list. */
export interface RequestPorts {
  /** Appends those that it does not have, in this order. @returns how many there is no room for */
  add(references: readonly NewReference[]): number
  /** What it calls the file at a URL: `@image1`; undefined where it does not refer to it. */
  tagOf(url: string): string | undefined
  subscribe(listener: () => void): () => void
}
