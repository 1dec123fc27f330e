import type { HistoryEntry } from './history.ts'

/**
 * Indexes entries by URL. Two keys of one user may share a URL: an entry that is not removed wins,
 * then the latest.
 */
export function indexByUrl(all: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry> {
  const byUrl = new Map<string, HistoryEntry>()
  for (const entry of all) {
    const other = byUrl.get(entry.result.url)
    if (!other || isPreferred(entry, other)) byUrl.set(entry.result.url, entry)
  }
  return byUrl
}

function isPreferred(entry: HistoryEntry, other: HistoryEntry): boolean {
  if (entry.removed !== other.removed) return other.removed === true
  return entry.at > other.at
}
