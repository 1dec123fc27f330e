import { contentKey } from '../api/content.ts'
import type { HistoryEntry } from './history.ts'

/** A change of the entry with this key. */
export interface Patch {
  key: string
  /**
   * @param former undefined when no entry has the key
   * @returns undefined to remove the entry
   */
  apply(former: HistoryEntry | undefined): HistoryEntry | undefined
}

/**
 * Applies the patches in order. New entries come last. Returns the same list when nothing changes.
 */
export function patchEntries(
  all: readonly HistoryEntry[],
  patches: readonly Patch[],
): readonly HistoryEntry[] {
  if (patches.length === 0) return all
  const touched = new Map<string, HistoryEntry | undefined>(
    patches.map(({ key }) => [key, undefined]),
  )
  // Building the keys of tens of thousands of entries is slow.
  const hashes = new Set(patches.map(({ key }) => key.slice(key.lastIndexOf(' ') + 1)))
  const places = all.map((entry) => (hashes.has(entry.hash) ? contentKey(entry) : ''))
  for (const [place, key] of places.entries()) if (touched.has(key)) touched.set(key, all[place])
  const before = new Map(touched)
  for (const { key, apply } of patches) touched.set(key, apply(touched.get(key)))
  if ([...touched].every(([key, entry]) => before.get(key) === entry)) return all
  const kept = all.flatMap((entry, place) => {
    const key = places[place] ?? ''
    return touched.has(key) ? (touched.get(key) ?? []) : entry
  })
  const fresh = [...touched].flatMap(([key, entry]) => (entry && !before.get(key) ? entry : []))
  return [...kept, ...fresh]
}
