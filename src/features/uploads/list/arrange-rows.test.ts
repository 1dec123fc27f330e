import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { arrangeRows, indexOfItem, type Section } from './arrange-rows.ts'

const NOW = new Date(2026, 10, 12, 15).getTime()
const YESTERDAY = new Date(2026, 10, 11, 23, 59).getTime()
const EARLIER = new Date(2026, 10, 2).getTime()

const entryAt = (at: number, hash = `sha256:${at}`) =>
  ({ hash, gateway: 'varg', account: 'me', at }) as HistoryEntry

const shapes = (sections: readonly Section[]) =>
  sections.map(({ kind, start, count }) => `${kind} ${start}+${count}`)

describe('arrangeRows', () => {
  it('puts the newest batch on top and keeps the order of the drop inside a batch', () => {
    const dropped = [
      { id: 1, batch: NOW - 9 },
      { id: 2, batch: NOW - 9 },
      { id: 3, batch: NOW - 5 },
      { id: 4, batch: NOW - 5 },
    ]
    const { items, sections } = arrangeRows(dropped, [], NOW)
    expect(items).toEqual([3, 4, 1, 2])
    expect(shapes(sections)).toEqual(['batch 0+2', 'day 2+2'])
  })

  it('places entries without a drop by their time among the uploads', () => {
    const [today, yesterday, early] = [entryAt(NOW - 20), entryAt(YESTERDAY), entryAt(EARLIER)]
    const dropped = [
      { id: 1, batch: YESTERDAY - 1000 },
      { id: 2, batch: NOW - 10 },
    ]
    const { items, sections } = arrangeRows(dropped, [today, yesterday, early], NOW)
    expect(items).toEqual([2, today, yesterday, 1, early])
    expect(shapes(sections)).toEqual(['batch 0+1', 'day 1+1', 'day 2+2', 'day 4+1'])
  })

  it('keeps the order of each drop when some of its files are in the history', () => {
    const entry = (batch: number, below: number, at: number) => ({ ...entryAt(at), batch, below })
    const drops = [
      [entry(NOW - 50, 2, NOW - 1), 2, entry(NOW - 50, 0, NOW - 40)],
      [entry(NOW - 90, 2, NOW - 3), entry(NOW - 90, 1, NOW - 60), 1],
    ]
    const dropped = [
      { id: 1, batch: NOW - 90, below: 0 },
      { id: 2, batch: NOW - 50, below: 1 },
    ]
    const entries = drops.flat().filter((row) => typeof row !== 'number')
    const { items, sections } = arrangeRows(dropped, entries, NOW)
    expect(items).toEqual(drops.flat())
    expect(shapes(sections)).toEqual(['batch 0+3', 'day 3+3'])
  })

  it('keeps the newest drop together when its first file is an upload', () => {
    const entry = { ...entryAt(NOW - 1), batch: NOW - 9, below: 0 }
    const { items, sections } = arrangeRows([{ id: 1, batch: NOW - 9, below: 1 }], [entry], NOW)
    expect(items).toEqual([1, entry])
    expect(shapes(sections)).toEqual(['batch 0+2'])
  })

  it('counts uploads without a drop as of today when they come from an earlier version', () => {
    const { items, sections } = arrangeRows([{ id: 7 }], [entryAt(NOW + 60_000)], NOW)
    expect(items[0]).toBe(7)
    expect(shapes(sections)).toEqual(['day 0+2'])
  })

  it('returns no section when there is no file', () => {
    expect(arrangeRows([], [], NOW)).toEqual({ items: [], sections: [] })
  })
})

describe('indexOfItem', () => {
  it('finds an entry when the history replaced it and it moved', () => {
    const items = [1, 2, entryAt(5), entryAt(4)]
    expect(indexOfItem(items, { ...entryAt(4) }, 0)).toBe(3)
    expect(indexOfItem(items, 2, 1)).toBe(1)
    expect(indexOfItem(items, 9, 1)).toBe(-1)
  })
})
