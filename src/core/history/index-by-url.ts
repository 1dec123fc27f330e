import type { HistoryEntry } from './history.ts'

/** Two keys of one person have one URL for one content: the one that was used last stands for it. */
export function indexByUrl(all: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry> {
  const byUrl = new Map<string, HistoryEntry>()
  for (const entry of all) {
    const other = byUrl.get(entry.result.url)
    if (!other || isBetter(entry, other)) byUrl.set(entry.result.url, entry)
  }
  return byUrl
}

function isBetter(entry: HistoryEntry, other: HistoryEntry): boolean {
  if (entry.removed !== other.removed) return other.removed === true
  return entry.at > other.at
}
