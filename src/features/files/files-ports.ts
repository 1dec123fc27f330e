import type { Queue } from '../../core/queue.ts'
import type { UploadId } from '../../core/upload.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'

/** What the list of files lives on. The same object for as long as the page. */
export interface FilesPorts {
  store: UploadsStore
  queue: Queue
  /** Gives a file bytes again. @throws {ProblemError} where these cannot be taken */
  chooseAgain(id: UploadId, file: File): Promise<void>
  /**
   * Fetches an uploaded file back from its URL and compares it with what was sent. The file
   * then says so, or is Failed.
   *
   * @throws {ProblemError} where it could not be fetched, which proves nothing
   */
  verify(id: UploadId): Promise<void>
  /** Looks whether the gateway can be reached again. */
  lookAgain(): void
}
