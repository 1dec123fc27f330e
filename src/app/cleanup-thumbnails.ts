import type { HistoryEntry } from '../core/history/history.ts'
import type { HistoryRecords } from '../storage/history-records.ts'

/** Deletes thumbnails of entries that an earlier page removed. Their removal can no longer be undone. */
export async function cleanupThumbnails(
  records: HistoryRecords,
  history: readonly HistoryEntry[],
): Promise<void> {
  const shown = new Set<string>(history.flatMap(({ hash, removed }) => (removed ? [] : hash)))
  const hashes = await records.thumbnailHashes()
  const stray = hashes.filter((hash) => !shown.has(hash))
  if (stray.length > 0) await records.putEntries([], new Map(stray.map((hash) => [hash, null])))
}
