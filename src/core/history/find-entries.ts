import { contentKey } from '../api/content.ts'
import { GATEWAYS } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'
import { foldText } from '../text/fold-text.ts'
import { isWebLink } from '../text/url-link.ts'
import { type EntrySort, type Filter, spanOf } from './entry-filter.ts'
import { type HistoryEntry, kindOfEntry, titleOf } from './history.ts'

/** What is looked at in an entry again and again, made once. */
interface Index {
  /** Everything that words are looked for in, folded, a line each. */
  haystack: string
  title: string
  kind: MediaKind
}

/**
 * Finds in a history as fast as people type: what it makes of an entry it makes once, and what it
 * has sorted it sorts again only where the entries or the order are others. Entries and lists of
 * entries must be replaced, never mutated.
 */
export function createFinder() {
  const indices = new WeakMap<HistoryEntry, Index>()
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

  const { compare } = new Intl.Collator('en', { numeric: true })

  /** Those of the same time, name or size: the latest first, and then by content, to keep their places. */
  const byTime = (a: HistoryEntry, b: HistoryEntry) => b.at - a.at || byContent(a, b)

  const orders: Record<EntrySort, (a: HistoryEntry, b: HistoryEntry) => number> = {
    newest: byTime,
    oldest: (a, b) => a.at - b.at || byContent(a, b),
    name: (a, b) => compare(indexOf(a).title, indexOf(b).title) || byTime(a, b),
    largest: (a, b) => b.result.size - a.result.size || byTime(a, b),
    smallest: (a, b) => a.result.size - b.result.size || byTime(a, b),
  }

  function sort(entries: readonly HistoryEntry[], order: EntrySort): HistoryEntry[] {
    if (last?.entries === entries && last.sort === order) return last.sorted
    const shown = entries.filter(({ removed }) => !removed)
    const sorted = (last?.sort === order ? inOrderOf(last.sorted, shown) : shown).sort(
      orders[order],
    )
    last = { entries, sort: order, sorted }
    return sorted
  }

  /** One test for a whole list: what a filter asks for is read once. */
  function testFor(filter: Filter, now: number): (entry: HistoryEntry) => boolean {
    const { kind, gateway, account } = filter
    const words = wordsOf(filter.text)
    const { from, until } = spanOf(filter.day, now)
    return (entry) => {
      if (gateway !== 'all' && entry.gateway !== gateway) return false
      if (account !== undefined && entry.account !== account) return false
      if (entry.at < from || entry.at >= until) return false
      if (kind !== 'all' && indexOf(entry).kind !== kind) return false
      return words.every((word) => indexOf(entry).haystack.includes(word))
    }
  }

  return {
    /** The entries to be shown, in their order. Removed ones never are. */
    find: (entries: readonly HistoryEntry[], filter: Filter, now: number): HistoryEntry[] =>
      sort(entries, filter.sort).filter(testFor(filter, now)),

    /** The test for many entries, one at a time. */
    testFor,
  }
}

function makeIndex(entry: HistoryEntry): Index {
  const { label, paths, hash, result, gateway } = entry
  const lines = [
    label,
    ...paths,
    result.mediaType,
    hash,
    result.fileId,
    lastSegmentOf(result.url),
    GATEWAYS[gateway].label,
  ]
  return {
    haystack: lines.map(foldText).join('\n'),
    title: titleOf(entry),
    kind: kindOfEntry(entry),
  }
}

/** A URL is looked for by its last segment, which names the file. */
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

/** The same entries, those that were there before in their former order: sorted all but sorted. */
function inOrderOf(former: readonly HistoryEntry[], entries: HistoryEntry[]): HistoryEntry[] {
  const rest = new Set(entries)
  const kept = former.filter((entry) => rest.delete(entry))
  return [...kept, ...rest]
}

/** The same bytes may be with both gateways, and since the same moment. */
function byContent(a: HistoryEntry, b: HistoryEntry): number {
  return byText(a.hash, b.hash) || byText(contentKey(a), contentKey(b))
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
