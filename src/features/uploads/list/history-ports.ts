import { type QueryKey, queryOptions } from '@tanstack/react-query'
import type { HistoryEntry } from '../../../core/history/history.ts'

/** The history of uploaded files. The same object until the page is closed. */
export interface HistoryPorts {
  /** All entries, the removed ones too. */
  all(): Promise<readonly HistoryEntry[]>
  /** The entry of a URL. Undefined until {@link all} was called. */
  at(url: string): HistoryEntry | undefined
  /** Applies pending changes immediately. */
  flush(): void
  /** Notifies when the history changes. */
  subscribe(listener: () => void): () => void
  /** The thumbnail of a content, as a `data:` URL. Null without a thumbnail. */
  thumbnail(hash: string): Promise<string | null>
  /** @throws {ProblemError} when storage is full. The entry then keeps its label. */
  setLabel(entry: HistoryEntry, label: string): Promise<void>
  /** Notes that a URL served the right bytes. `at` is milliseconds since 1970. */
  setChecked(entry: HistoryEntry, at: number): Promise<void>
  /** Hides entries or shows them again. Hidden entries stay in the history and at the gateway. */
  setRemoved(entries: readonly HistoryEntry[], removed: boolean): Promise<void>
}

export const HISTORY_KEY: QueryKey = ['history']

/**
 * The `dataUpdatedAt` of the history query while only the newest entries of the gateway in use are
 * loaded.
 */
export const NOT_ALL = 0

/** The whole history, newest first. It is read once. Changes are applied to the cached list. */
export const historyQuery = (history: Pick<HistoryPorts, 'all'>) =>
  queryOptions({
    queryKey: HISTORY_KEY,
    queryFn: history.all,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
