import type { GatewayId } from '../core/api/gateways.ts'
import type { HistoryEntry } from '../core/history/history.ts'

/** Small pictures as `data:` URLs by content hash. Null takes one away. */
export type Thumbnails = ReadonlyMap<string, string | null>

/** Makes one entry of what is there under the same key and what comes. */
export type Join = (former: HistoryEntry, entry: HistoryEntry) => HistoryEntry

/** Watches a long change, and may break it off. */
interface Watch {
  signal: AbortSignal
  /** Told now and then how many entries are done. */
  onDone(done: number): void
}

/** What is remembered of uploaded files, wherever that is. */
export interface HistoryRecords {
  /** All of them. What does not read as an entry is left out. */
  history(): Promise<HistoryEntry[]>
  /**
   * The latest entries of a gateway, the removed ones too, long before all are read: every entry
   * that is left out is older than all of them. None where all are there as soon.
   *
   * @param most so many at most
   */
  newest(gateway: GatewayId, most: number): Promise<HistoryEntry[]>
  /**
   * Changes what is there under these keys, in one step with the thumbnails; what is not there
   * any more is left out.
   *
   * @returns the entries as they are now
   */
  changeEntries(
    keys: readonly string[],
    change: (entry: HistoryEntry) => HistoryEntry,
    thumbnails?: Thumbnails,
  ): Promise<HistoryEntry[]>
  /**
   * Adds all of them with their thumbnails or, where that fails, none.
   *
   * @param join else what is there makes place
   * @throws {DOMException} named `QuotaExceededError` where there is no room; the reason of the
   * watch's signal when it fires in time
   */
  putEntries(
    entries: readonly HistoryEntry[],
    thumbnails: Thumbnails,
    join?: Join,
    watch?: Watch,
  ): Promise<void>
  /** Of a content hash. */
  thumbnail(hash: string): Promise<string | undefined>
  thumbnails(): Promise<Map<string, string>>
  /** Content hashes of all thumbnails. */
  thumbnailHashes(): Promise<string[]>
}
