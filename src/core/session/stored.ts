import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import type { HistoryEntry } from '../history/history.ts'
import type { Stage } from '../uploads/stage.ts'

/** One upload as it is kept over a reload. Its key sorts as the list does. */
export interface StoredUpload {
  key: string
  /** The tab that works on it. */
  tab: string
  path: string
  /** Bytes. */
  size: number
  mediaType: string
  gateway: GatewayId
  stage: Stage
}

/** The bytes of an upload, under its key. */
export interface KeyedFile {
  key: string
  file: File
}

/** An upload that has come to its end, with the answer that it got. */
export interface Finished {
  upload: StoredUpload
  entry?: HistoryEntry
  /** Whether there may be a copy of its bytes to remove. */
  hasBytes?: boolean
}

/** What one tab tells the others. */
export type TabNews =
  | { type: 'uploaded'; upload: StoredUpload; entry?: HistoryEntry }
  | { type: 'removed'; keys: readonly string[] }
  /** The history was changed by a person: in these entries, or in so many that it is to be read anew. */
  | { type: 'history'; changed?: HistoryEntry[] }
  /** What lies at the URL is not this content. */
  | {
      type: 'mismatch'
      gateway: GatewayId
      hash: ContentHash
      url: string
      problem: Problem
    }
