import {
  compareDrops,
  dropTime,
  type HistoryEntry,
  type Place,
} from '../../../core/history/history.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'

/** An item of the list: an upload of this page, or an entry of the history. */
export type Item = UploadId | HistoryEntry

/** Consecutive items under one heading. */
export interface Section {
  /** The newest batch, a day, or everything where the order is not by time. */
  kind: 'batch' | 'day' | 'all'
  /** Milliseconds since 1970: the drop of the batch, or a moment of the day. */
  at: number
  /** Index of the first item. */
  start: number
  count: number
}

export interface Arrangement {
  items: readonly Item[]
  /** In list order. Only an empty list has none. */
  sections: readonly Section[]
}

/** An upload with its drop, which files of earlier versions do not have. */
export interface Dropped extends Omit<Place, 'at'> {
  id: UploadId
}

/**
 * Groups uploads and entries by day, newest drop first. The files of a drop keep their order. The
 * newest drop is a separate section when it is from today and has an upload.
 *
 * @param uploads in the order of their ids
 * @param entries newest drop first
 * @param now milliseconds since 1970
 */
export function arrangeRows(
  uploads: readonly Dropped[],
  entries: readonly HistoryEntry[],
  now: number,
): Arrangement {
  // Uploads without a drop come first, as of today.
  const at = Math.max(now, entries[0] ? dropTime(entries[0]) : now)
  const dropped = uploads.map(({ id, batch, below }) => ({ id, batch, below, at }))
  // The sort is stable, so files without a place keep the order of their ids.
  dropped.sort(compareDrops)
  const items: Item[] = []
  const sections: Section[] = []
  let isInside = (_: Place) => false
  let next = 0

  function add(item: Item, row: Place): void {
    const last = sections.at(-1)
    if (last && isInside(row)) last.count += 1
    else sections.push(begin(row))
    items.push(item)
  }

  function begin(row: Place): Section {
    const [at, start] = [dropTime(row), items.length]
    const isBatch = start === 0 && at === dropped[0]?.batch && at >= startOfDay(now)
    const from = startOfDay(at)
    isInside = isBatch ? ({ batch }) => batch === at : (other) => dropTime(other) >= from
    return { kind: isBatch ? 'batch' : 'day', at, start, count: 1 }
  }

  for (const upload of dropped) {
    for (let entry = entries[next]; entry && compareDrops(entry, upload) < 0; next += 1) {
      add(entry, entry)
      entry = entries[next + 1]
    }
    add(upload.id, upload)
  }
  for (const entry of entries.slice(next)) add(entry, entry)
  return { items, sections }
}

/** Local midnight, in milliseconds since 1970. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** All items in one section, for orders other than by time. */
export function inOneSection(items: readonly Item[], now: number): Arrangement {
  return { items, sections: [{ kind: 'all', at: now, start: 0, count: items.length }] }
}

/** Whether two items are the same file, also when the history replaced its entry. */
function isSameItem(a: Item, b: Item): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b
  return a === b || (a.hash === b.hash && a.gateway === b.gateway && a.account === b.account)
}

/** @param hint where it was @returns the index of an item, or -1 */
export function indexOfItem(items: readonly Item[], item: Item, hint: number): number {
  const there = items[hint]
  if (there !== undefined && isSameItem(there, item)) return hint
  return items.findIndex((other) => isSameItem(other, item))
}
