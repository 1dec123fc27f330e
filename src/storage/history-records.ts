import type { GatewayId } from '../core/api/gateways.ts'
import type { HistoryEntry } from '../core/history/history.ts'

/** `data:` URLs by content hash. Null removes a thumbnail. */
export type Thumbnails = ReadonlyMap<string, string | null>

/** Merges a stored entry and a new one with the same key. */
export type Join = (former: HistoryEntry, entry: HistoryEntry) => HistoryEntry

/** Follows a long change and may abort it. */
interface Watch {
  signal: AbortSignal
  /** Gets the number of entries done so far. */
  onDone(done: number): void
}

/** The stored history of uploaded files. */
export interface HistoryRecords {
  /** All entries, nearly in list order, so that sorting them is fast. Stored ones are read in slices. */
  history(): Promise<HistoryEntry[]>
  /**
   * The newest entries of a gateway, including removed ones. Faster than reading all. Each omitted
   * entry was dropped before all returned ones. Empty when `history()` is as fast.
   *
   * @param most maximum number of entries, unless one drop has more
   */
  newest(gateway: GatewayId, most: number): Promise<HistoryEntry[]>
  /**
   * Changes the entries with these keys and the thumbnails in one step. Skips missing entries.
   *
   * @returns the changed entries
   */
  changeEntries(
    keys: readonly string[],
    change: (entry: HistoryEntry) => HistoryEntry,
    thumbnails?: Thumbnails,
  ): Promise<HistoryEntry[]>
  /**
   * Adds all entries and thumbnails, or none when that fails.
   *
   * @param join merges with stored entries. By default they are replaced.
   * @throws {DOMException} named `QuotaExceededError` when there is no room
   * @throws the reason of the watch's signal when it fires in time
   */
  putEntries(
    entries: readonly HistoryEntry[],
    thumbnails: Thumbnails,
    join?: Join,
    watch?: Watch,
  ): Promise<void>
  thumbnail(hash: string): Promise<string | undefined>
  thumbnails(): Promise<Map<string, string>>
  thumbnailHashes(): Promise<string[]>
}
