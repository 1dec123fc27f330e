import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import type { HistoryEntry } from '../history/history.ts'
import type { Stage } from '../uploads/stage.ts'

/** An upload as it is stored. Keys sort in list order. */
export interface StoredUpload {
  key: string
  /** The tab that owns it, unless it is uploaded. */
  tab: string
  path: string
  /** In bytes. */
  size: number
  mediaType: string
  gateway: GatewayId
  batch?: number | undefined
  below?: number | undefined
  stage: Stage
  /** Its entry, until the history has it. */
  entry?: HistoryEntry | undefined
}

/** The bytes of an upload by its key. */
export interface KeyedFile {
  key: string
  file: File
}

/** An uploaded file with its new history entry. */
export interface Finished {
  upload: StoredUpload
  entry?: HistoryEntry | undefined
  /** Whether its bytes may be stored. True by default. */
  hasBytes?: boolean
}

/** A message to the other tabs. */
export type TabNews =
  | { type: 'uploaded'; upload: StoredUpload; entry?: HistoryEntry | undefined }
  | { type: 'removed'; keys: readonly string[] }
  /**
   * History entries changed. Without `changed`, read the whole history again. `gone` has the keys of
   * entries that the gateway no longer has.
   */
  | { type: 'history'; changed?: HistoryEntry[] | undefined; gone?: string[] | undefined }
  /** The URL leads to another content. */
  | { type: 'mismatch'; gateway: GatewayId; hash: ContentHash; url: string; problem: Problem }
