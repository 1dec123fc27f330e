import type { GatewayId } from '../../../core/api/gateways.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import type { Queue } from '../../../core/queue/queue.ts'
import type { NewReference } from '../../../core/request/composer.ts'
import type { ReadonlyValue } from '../../../core/state/value.ts'
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

/** A small picture as a `data:` URL, or the type in words, such as "HEIC", where none can be drawn. */
export type Look = { kind: 'picture'; url: string } | { kind: 'none'; label: string }

/** What this browser remembers of files, and sees in them. */
export interface MemoryPorts {
  history: HistoryPorts
  /**
   * How an upload looks. Never rejects. Files in view come first, so it stays pending until its turn.
   *
   * @param signal aborts when no view shows the upload any more
   */
  look(upload: Upload, signal: AbortSignal): Promise<Look>
  /**
   * Fetches an uploaded file back from its URL and compares it with what was sent. The file
   * then says so, or is Failed.
   *
   * @throws {ProblemError} where it could not be fetched, which proves nothing
   */
  verify(target: UploadId | HistoryEntry): Promise<void>
  accountFiles: AccountFilesPorts
}

/** The files of an account at the gateway, where it can list and delete them. */
export interface AccountFilesPorts {
  /** The account whose files a gateway can list now. */
  accountAt(gateway: GatewayId): string | undefined
  /** Calls back when {@link accountAt} may have changed. */
  subscribe(listener: () => void): () => void
  isLoading: ReadonlyValue<boolean>
  /** Puts all files of the account into the history. */
  load(gateway: GatewayId): void
  /** Deletes a file at the gateway, then here. @throws {ProblemError} and then changes nothing */
  remove(entry: HistoryEntry): Promise<void>
}

/** The request that is put together from files of the list. */
export interface RequestPorts {
  /** Appends those that it does not have, in this order. @returns how many there is no room for */
  add(references: readonly NewReference[]): number
  /** Takes the file at a URL out. Does nothing where it does not refer to it. */
  remove(url: string): void
  /** The tag of the file at a URL: `@image1`. Undefined for a file outside of the request. */
  tagOf(url: string): string | undefined
  subscribe(listener: () => void): () => void
}
