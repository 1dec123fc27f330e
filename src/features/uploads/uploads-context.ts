import type { GatewayId } from '../../core/api/gateways.ts'
import type { Queue } from '../../core/queue/queue.ts'
import type { NewReference } from '../../core/request/composer.ts'
import type { ReadonlyValue } from '../../core/state/value.ts'
import type { Upload, UploadId } from '../../core/uploads/upload.ts'
import type { UploadsStore } from '../../core/uploads/uploads-store.ts'
import { createRequiredContext } from '../../ui/required-context.ts'
import type { HistoryPorts } from './list/history-ports.ts'

/** What the list of files needs from the page. The same object until the page is closed. */
export interface UploadsPorts extends MemoryPorts {
  store: UploadsStore
  queue: Queue
  request: RequestPorts
  /** Attaches bytes to a file that has none. @throws {ProblemError} when they are rejected */
  chooseAgain(id: UploadId, file: File): Promise<void>
  /** Checks whether the gateway can be reached again. */
  lookAgain(): void
  /** The gateway in use. */
  gateway: ReadonlyValue<GatewayId>
  /** Opens the account of a gateway, to enter a key. */
  openAccount(gateway: GatewayId): void
  /** Drops the files that are still being inspected. Called before everything in the list is canceled. */
  cancelIntake(): void
}

/** What this browser remembers of files, and reads from them. */
export interface MemoryPorts {
  history: HistoryPorts
  /** The thumbnail of an upload as a `data:` URL, or null if it has none. Never rejects. */
  look(upload: Upload): Promise<string | null>
  /**
   * Downloads an uploaded file from its URL and compares it with the sent bytes.
   * The stage of the file then shows the match, or is failed.
   *
   * @throws {ProblemError} when the download fails, which proves nothing
   */
  verify(id: UploadId): Promise<void>
}

/** The request that is built from files of the list. */
export interface RequestPorts {
  /** Appends references that are not in the request yet. @returns how many did not fit */
  add(references: readonly NewReference[]): number
  /** The tag of the file at a URL, such as `@image1`. Undefined if the request does not have it. */
  tagOf(url: string): string | undefined
  subscribe(listener: () => void): () => void
}

export const [UploadsContext, useUploads] = createRequiredContext<UploadsPorts>('UploadsContext')
