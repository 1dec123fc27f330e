import { expect, it } from 'vitest'
import { contentKey } from '../api/content.ts'
import { entryOf } from '../testing/made-entries.ts'
import type { HistoryEntry } from './history.ts'
import { type Patch, patchEntries } from './history-patch.ts'

const A = entryOf({ digits: 'a' })
const B = entryOf({ digits: 'b' })
const C = entryOf({ digits: 'c' })

const to = (entry: HistoryEntry): Patch => ({ key: contentKey(entry), apply: () => entry })
const label = (entry: HistoryEntry, text: string): Patch => ({
  key: contentKey(entry),
  apply: (former) => former && { ...former, label: text },
})
const drop = (entry: HistoryEntry): Patch => ({ key: contentKey(entry), apply: () => undefined })

it.each<[string, Patch[], HistoryEntry[]]>([
  ['changes an entry in its place', [label(A, 'x')], [{ ...A, label: 'x' }, B]],
  ['adds what is new at the end', [to(C)], [A, B, C]],
  ['goes one after the other', [to(C), label(C, 'x'), label(C, 'y')], [A, B, { ...C, label: 'y' }]],
  ['takes entries out', [drop(A)], [B]],
  ['puts back what was taken out', [drop(A), to({ ...A, at: 1 })], [{ ...A, at: 1 }, B]],
  ['leaves out what was new and went', [to(C), drop(C)], [A, B]],
  ['changes nothing that is not there', [label(C, 'x'), drop(C)], [A, B]],
])('%s', (_, patches, expected) => {
  expect(patchEntries([A, B], patches)).toEqual(expected)
})

it('gives the same list where nothing changes', () => {
  const all = [A, B]
  expect(patchEntries(all, [])).toBe(all)
  expect(patchEntries(all, [to(A), drop(C), label(C, 'x')])).toBe(all)
})
