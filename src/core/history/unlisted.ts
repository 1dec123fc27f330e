import { contentKey } from '../api/content.ts'
import type { HistoryEntry } from './history.ts'

/**
 * The entries that are neither removed nor `listed`. Compares hashes before keys, because building
 * the keys of tens of thousands of entries delays painting.
 */
export function unlistedOf(
  all: readonly HistoryEntry[],
  listed: readonly HistoryEntry[],
): HistoryEntry[] {
  if (listed.length === 0) return all.filter(({ removed }) => !removed)
  const hashes = new Set(listed.map(({ hash }) => hash))
  const keys = new Set(listed.map(contentKey))
  return all.filter(
    (entry) => !entry.removed && !(hashes.has(entry.hash) && keys.has(contentKey(entry))),
  )
}
