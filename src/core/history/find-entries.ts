import { contentKey } from '../api/content.ts'
import { isContentHash } from '../api/contract.ts'
import { GATEWAYS } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'
import { foldText } from '../text/fold-text.ts'
import { LOCALE } from '../text/locale.ts'
import { isWebLink } from '../text/url-link.ts'
import { type EntrySort, type Filter, spanOf } from './entry-filter.ts'
import {
  compareDrops,
  compareInside,
  dropTime,
  type HistoryEntry,
  kindOfEntry,
  titleOf,
} from './history.ts'

/** Derived values of an entry, computed once. */
interface Index {
  /** All searched texts but the hash, which needs no folding. One per line. */
  haystack: string
  title: string
  kind: MediaKind
}

/** What a search found in the last sorted list. */
interface Found {
  /** The rest of the filter. */
  scope: string
  words: readonly string[]
  entries: readonly HistoryEntry[]
}

/** Maximum cached results. Deleting letters reuses them. */
const MAX_FOUND = 16

/** Entries that are indexed in one task. */
const INDEX_SLICE = 1000

/**
 * Searches a history fast enough to run on every keystroke. It caches an index per entry, the last
 * sorted list, and recent results. Further letters can only narrow a result. Entries and lists of
 * entries must be replaced, never mutated.
 */
export function createFinder() {
  const indices = new WeakMap<HistoryEntry, Index>()
  let found: Found[] = []
  let last:
    | { entries: readonly HistoryEntry[]; sort: EntrySort; sorted: HistoryEntry[] }
    | undefined

  function indexOf(entry: HistoryEntry): Index {
    let index = indices.get(entry)
    if (!index) {
      index = makeIndex(entry)
      indices.set(entry, index)
    }
    return index
  }

  const { compare } = new Intl.Collator(LOCALE, { numeric: true })

  /** Breaks ties of other orders, too. The order by content is stable across calls. */
  const byTime = (a: HistoryEntry, b: HistoryEntry) => compareDrops(a, b) || byContent(a, b)

  const orders: Record<EntrySort, (a: HistoryEntry, b: HistoryEntry) => number> = {
    newest: byTime,
    oldest: (a, b) => dropTime(a) - dropTime(b) || compareInside(a, b) || byContent(a, b),
    name: (a, b) => compare(indexOf(a).title, indexOf(b).title) || byTime(a, b),
    largest: (a, b) => b.result.size - a.result.size || byTime(a, b),
  }

  function sort(entries: readonly HistoryEntry[], order: EntrySort): HistoryEntry[] {
    if (last?.entries === entries && last.sort === order) return last.sorted
    const shown = entries.filter(({ removed }) => !removed)
    const sorted = (last?.sort === order ? inOrderOf(last.sorted, shown) : shown).sort(
      orders[order],
    )
    last = { entries, sort: order, sorted }
    found = []
    return sorted
  }

  /** Parses the filter once, for a whole list. */
  function testFor(filter: Filter, now: number): (entry: HistoryEntry) => boolean {
    const { kind, gateway, account } = filter
    const words = wordsOf(filter.text)
    const { from, until } = spanOf(filter.day, now)
    return (entry) => {
      if (gateway !== 'all' && entry.gateway !== gateway) return false
      if (account !== undefined && entry.account !== account) return false
      if (entry.at < from || entry.at >= until) return false
      if (kind !== 'all' && indexOf(entry).kind !== kind) return false
      return words.every(
        (word) =>
          (entry.hash.includes(word) && isContentHash(entry.hash)) ||
          indexOf(entry).haystack.includes(word),
      )
    }
  }

  return {
    /** @returns the matching entries, sorted, without removed ones */
    find(entries: readonly HistoryEntry[], filter: Filter, now: number): HistoryEntry[] {
      const sorted = sort(entries, filter.sort)
      const words = wordsOf(filter.text)
      // The span of a relative day changes at midnight.
      const scope = JSON.stringify({ ...filter, text: spanOf(filter.day, now).from })
      let among: readonly HistoryEntry[] = sorted
      for (const one of found) {
        const isSmaller = one.entries.length < among.length
        if (isSmaller && one.scope === scope && isWider(one.words, words)) among = one.entries
      }
      const matching = among.filter(testFor(filter, now))
      if (matching.length < among.length) {
        found = [{ scope, words, entries: [...matching] }, ...found].slice(0, MAX_FOUND)
      }
      return matching
    },

    /**
     * Indexes entries in separate tasks, so that the first search does not index all of them.
     *
     * @returns stops it
     */
    prepare(entries: readonly HistoryEntry[]): () => void {
      let next = 0
      let timer: ReturnType<typeof setTimeout>
      function step(): void {
        for (const entry of entries.slice(next, next + INDEX_SLICE)) indexOf(entry)
        next += INDEX_SLICE
        if (next < entries.length) timer = setTimeout(step)
      }
      timer = setTimeout(step)
      return () => clearTimeout(timer)
    },

    /** @returns a predicate that ignores `removed` */
    testFor,
  }
}

function makeIndex(entry: HistoryEntry): Index {
  const { label, title = '', paths, result, gateway } = entry
  const lines = [
    label,
    title,
    ...paths,
    result.mediaType,
    result.fileId,
    lastSegmentOf(result.url),
    GATEWAYS[gateway].label,
  ]
  return { haystack: foldText(lines.join('\n')), title: titleOf(entry), kind: kindOfEntry(entry) }
}

/** Whether every entry that matches `narrow` also matches `wide`. */
function isWider(wide: readonly string[], narrow: readonly string[]): boolean {
  return wide.every((one) => narrow.some((other) => other.includes(one)))
}

/** Replaces a URL by its last segment, which names the file. */
function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => foldText(isWebLink(word) ? lastSegmentOf(word) : word))
    .filter((word) => word !== '')
}

function lastSegmentOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Puts known entries in their former order and new ones last, so that sorting is fast. */
function inOrderOf(former: readonly HistoryEntry[], entries: HistoryEntry[]): HistoryEntry[] {
  const rest = new Set(entries)
  const kept = former.filter((entry) => rest.delete(entry))
  return [...kept, ...rest]
}

/** Both gateways may have the same bytes, uploaded at the same moment. */
function byContent(a: HistoryEntry, b: HistoryEntry): number {
  return byText(a.hash, b.hash) || byText(contentKey(a), contentKey(b))
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
