import type { HistoryEntry } from '../core/history/history.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'
import type { HistoryRecords } from '../storage/history-records.ts'

/** Milliseconds for which calls of files that are not in the history are kept. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000

/** Deletes stored calls of files that are not in the history, once they are old. */
export function cleanupExchanges(
  records: ExchangeRecords,
  history: readonly HistoryEntry[],
): Promise<void> {
  let known: ReadonlySet<string> | undefined
  function isKnown(key: string): boolean {
    // Created only when an old call is found, which is rare.
    known ??= new Set(history.map(({ gateway, hash }) => subjectKey(gateway, hash)))
    return known.has(key)
  }
  return records.cleanupExchanges(isKnown, Date.now() - KEPT_FOR)
}

/** Deletes thumbnails of entries whose removal on an earlier page can no longer be undone. */
export async function cleanupThumbnails(
  records: HistoryRecords,
  history: readonly HistoryEntry[],
): Promise<void> {
  const shown = new Set<string>(history.flatMap(({ hash, removed }) => (removed ? [] : hash)))
  const hashes = await records.thumbnailHashes()
  const stray = hashes.filter((hash) => !shown.has(hash))
  if (stray.length > 0) await records.putEntries([], new Map(stray.map((hash) => [hash, null])))
}
