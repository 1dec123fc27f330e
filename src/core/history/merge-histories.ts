import { contentKey } from '../api/content.ts'
import { type HistoryEntry, MAX_PATHS } from './history.ts'

/** Changes that a merge makes to our history. */
export interface MergedHistories {
  /** New entries, and our entries that changed. */
  changed: HistoryEntry[]
  /** Number of their entries that are new. */
  added: number
  /** Number of their entries that match one of ours, changed or not. */
  merged: number
}

/**
 * Merges another history into ours. Their entry matches our entry of the same gateway, account and
 * hash. Without such an entry, it matches our entries of any account with that gateway and hash:
 * they have the same bytes. Our data is kept. Merging the same history twice changes nothing.
 * Entries that they removed are skipped. Entries that we removed come back.
 */
export function mergeHistories(
  ours: readonly HistoryEntry[],
  theirs: readonly HistoryEntry[],
): MergedHistories {
  const merge = startMerge()
  for (const entry of ours) merge.addOurs(entry)
  for (const entry of theirs) merge.addTheirs(entry)
  return merge.result()
}

/** Merges one entry at a time: add all of ours first, then theirs. */
export function startMerge() {
  const entries = new Map<string, HistoryEntry>()
  const keysByContent = new Map<string, string[]>()
  const changed = new Map<string, HistoryEntry>()
  let [added, merged] = [0, 0]

  return {
    addOurs(entry: HistoryEntry): void {
      const key = contentKey(entry)
      entries.set(key, entry)
      const content = contentOf(entry)
      keysByContent.set(content, [...(keysByContent.get(content) ?? []), key])
    },

    addTheirs(entry: HistoryEntry): void {
      if (entry.removed) return
      const key = contentKey(entry)
      const keys = entries.has(key) ? [key] : keysByContent.get(contentOf(entry))
      if (!keys) {
        entries.set(key, entry)
        changed.set(key, entry)
        added += 1
        return
      }
      merged += 1
      for (const match of keys) {
        const former = entries.get(match)
        const later = former && fillGaps(former, entry)
        if (!later || later === former) continue
        entries.set(match, later)
        changed.set(match, later)
      }
    },

    result: (): MergedHistories => ({ changed: [...changed.values()], added, merged }),
  }
}

function contentOf({ gateway, hash }: HistoryEntry): string {
  return `${gateway} ${hash}`
}

/** Fills our entry's gaps from theirs. Returns the same object when nothing changes. */
function fillGaps(ours: HistoryEntry, theirs: HistoryEntry): HistoryEntry {
  const label = ours.label || theirs.label
  const media = ours.media ?? theirs.media
  const unknown = [...new Set(theirs.paths)].filter((path) => !ours.paths.includes(path))
  const fresh = unknown.slice(0, Math.max(0, MAX_PATHS - ours.paths.length))
  const isSame = label === ours.label && media === ours.media && fresh.length === 0
  if (isSame && !ours.removed) return ours
  return { ...ours, label, media, paths: [...ours.paths, ...fresh], removed: undefined }
}
