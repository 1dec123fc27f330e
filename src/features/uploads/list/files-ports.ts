import type { GatewayId } from '../../../core/api/gateways.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import type { Queue } from '../../../core/queue/queue.ts'
import type { NewReference } from '../../../core/request/composer.ts'
import type { ReadonlyValue } from '../../../core/state/value.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import type { HistoryPorts } from './history-ports.ts'

/** What the list of files needs. The same object until the page is closed. */
export interface FilesPorts extends MemoryPorts {
  store: UploadsStore
  queue: Queue
  request: RequestPorts
  /** Gives a file its bytes again. @throws {ProblemError} when the chosen file is rejected */
  chooseAgain(id: UploadId, file: File): Promise<void>
  /** Checks whether the gateways can be reached again. */
  lookAgain(): void
}

/** The URL of a thumbnail, or a type label such as "HEIC" when there is no thumbnail. */
export type Look = { kind: 'picture'; url: string } | { kind: 'none'; label: string }

/** The history, the thumbnails, and the verification of files. */
export interface MemoryPorts {
  history: HistoryPorts
  /**
   * The thumbnail of an upload. Never rejects. Files in view come first, so others stay pending.
   *
   * @param signal aborts when no view shows the upload any more
   */
  look(upload: Upload, signal: AbortSignal): Promise<Look>
  /**
   * Fetches an uploaded file back from its URL and compares it with what was sent. Marks the file
   * as checked, or as failed.
   *
   * @throws {ProblemError} when it cannot be fetched. The file then stays as it is.
   */
  verify(target: UploadId | HistoryEntry): Promise<void>
  accountFiles: AccountFilesPorts
}

/** The files of an account at the gateway, where it can list and delete them. */
export interface AccountFilesPorts {
  /** The account whose files a gateway can list now. */
  accountAt(gateway: GatewayId): string | undefined
  /** Notifies when the result of {@link accountAt} may have changed. */
  subscribe(listener: () => void): () => void
  isLoading: ReadonlyValue<boolean>
  /** Puts all files of the account into the history. */
  load(gateway: GatewayId): void
  /** Deletes a file at the gateway, then here. @throws {ProblemError} and then changes nothing */
  remove(entry: HistoryEntry): Promise<void>
}

/** The request that is put together from files of the list. */
export interface RequestPorts {
  /** Appends references with new URLs, in this order. @returns the number that did not fit */
  add(references: readonly NewReference[]): number
  /** Removes the reference to a URL. Does nothing when the URL is not in the request. */
  remove(url: string): void
  /** The tag of the file at a URL: `@image1`. Undefined for a file outside of the request. */
  tagOf(url: string): string | undefined
  subscribe(listener: () => void): () => void
}
