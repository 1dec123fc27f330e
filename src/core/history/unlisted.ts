import { contentKey } from '../api/content.ts'
import type { HistoryEntry } from './history.ts'

/**
 * What of a history is shown in rows of its own: neither removed nor `listed` already. Compares
 * hashes first, for to make the keys of tens of thousands of entries keeps the page from painting.
 */
export function unlistedOf(
  all: readonly HistoryEntry[],
  listed: readonly HistoryEntry[],
): HistoryEntry[] {
  const hashes = new Set(listed.map(({ hash }) => hash))
  const keys = new Set(listed.map(contentKey))
  return all.filter(
    (entry) => !entry.removed && !(hashes.has(entry.hash) && keys.has(contentKey(entry))),
  )
}
