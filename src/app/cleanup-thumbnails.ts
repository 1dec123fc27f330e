import type { HistoryEntry } from '../core/history/history.ts'
import type { HistoryRecords } from '../storage/history-records.ts'

/** Deletes the pictures of what was removed, or disproved, in earlier visits: by now nobody takes that back. */
export async function cleanupThumbnails(
  records: HistoryRecords,
  history: readonly HistoryEntry[],
): Promise<void> {
  const shown = new Set<string>(history.flatMap(({ hash, removed }) => (removed ? [] : hash)))
  const hashes = await records.thumbnailHashes()
  const stray = hashes.filter((hash) => !shown.has(hash))
  if (stray.length > 0) await records.putEntries([], new Map(stray.map((hash) => [hash, null])))
}
