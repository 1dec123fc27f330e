import { contentKey } from '../api/content.ts'
import { type HistoryEntry, MOST_PATHS } from './history.ts'

/** What another history adds to ours. */
export interface MergedHistories {
  /** New entries, and those of ours that are no longer what they were. */
  changed: HistoryEntry[]
  /** How many of theirs are new. */
  added: number
  /** How many of theirs belong to entries of ours, whether these change or not. */
  merged: number
}

/**
 * Takes another history into ours. An entry of theirs belongs to ours of the same gateway,
 * account and hash or, where there is none, to all of ours of that gateway and hash: the bytes
 * are the same, and so is what people call them. Nothing of ours is lost, and what was taken in
 * before changes nothing. What they removed is left out; what we removed comes back.
 */
export function mergeHistories(
  ours: readonly HistoryEntry[],
  theirs: readonly HistoryEntry[],
): MergedHistories {
  const merge = startMerge()
  for (const entry of ours) merge.know(entry)
  for (const entry of theirs) merge.take(entry)
  return merge.result()
}

/** The same an entry at a time: first `know` all of ours, then `take` theirs. */
export function startMerge() {
  const entries = new Map<string, HistoryEntry>()
  const homes = new Map<string, string[]>()
  const changed = new Map<string, HistoryEntry>()
  let [added, merged] = [0, 0]

  return {
    know(entry: HistoryEntry): void {
      const key = contentKey(entry)
      entries.set(key, entry)
      homes.set(contentOf(entry), [...(homes.get(contentOf(entry)) ?? []), key])
    },

    take(entry: HistoryEntry): void {
      if (entry.removed) return
      const key = contentKey(entry)
      const keys = entries.has(key) ? [key] : homes.get(contentOf(entry))
      if (!keys) {
        entries.set(key, entry)
        changed.set(key, entry)
        added += 1
        return
      }
      merged += 1
      for (const home of keys) {
        const former = entries.get(home)
        const later = former && takeIn(former, entry)
        if (!later || later === former) continue
        entries.set(home, later)
        changed.set(home, later)
      }
    },

    result: (): MergedHistories => ({ changed: [...changed.values()], added, merged }),
  }
}

function contentOf({ gateway, hash }: HistoryEntry): string {
  return `${gateway} ${hash}`
}

/** Ours with what only theirs knows; the same object where that is nothing. */
function takeIn(ours: HistoryEntry, theirs: HistoryEntry): HistoryEntry {
  const label = ours.label || theirs.label
  const media = ours.media ?? theirs.media
  const unknown = [...new Set(theirs.paths)].filter((path) => !ours.paths.includes(path))
  const fresh = unknown.slice(0, Math.max(0, MOST_PATHS - ours.paths.length))
  const isSame = label === ours.label && media === ours.media && fresh.length === 0
  if (isSame && !ours.removed) return ours
  return { ...ours, label, media, paths: [...ours.paths, ...fresh], removed: undefined }
}
