import { type QueryKey, queryOptions } from '@tanstack/react-query'
import type { HistoryEntry } from '../../../core/history/history.ts'

/** What this browser remembers of uploaded files. The same object for as long as the page. */
export interface HistoryPorts {
  /** All entries, the removed ones too. */
  all(): Promise<readonly HistoryEntry[]>
  /** The entry of a URL. Undefined until {@link all} was called. */
  at(url: string): HistoryEntry | undefined
  /** Makes known at once what came in the last moment. */
  flush(): void
  /** Calls back when what is known changes. */
  subscribe(listener: () => void): () => void
  /** A small picture of a content, as a `data:` URL. Null without a picture. */
  thumbnail(hash: string): Promise<string | null>
  /** @throws {ProblemError} when storage is full. The entry then keeps its label. */
  setLabel(entry: HistoryEntry, label: string): Promise<void>
  /** Notes that a URL served the right bytes. `at` is milliseconds since 1970. */
  setChecked(entry: HistoryEntry, at: number): Promise<void>
  /** Shows these no more, or again. They stay at the gateway, and known to be there. */
  setRemoved(entries: readonly HistoryEntry[], removed: boolean): Promise<void>
}

export const HISTORY_KEY: QueryKey = ['history']

/**
 * When the history was read, as its query tells it, while only the newest entries of the gateway
 * in use are there: what else was uploaded, and how much, is not known yet.
 */
export const NOT_ALL = 0

/** The whole history, its newest entries first: changes are put into it as they come, so it is read once. */
export const historyQuery = (history: Pick<HistoryPorts, 'all'>) =>
  queryOptions({
    queryKey: HISTORY_KEY,
    queryFn: history.all,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
