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
  ['changes an entry in place', [label(A, 'x')], [{ ...A, label: 'x' }, B]],
  ['appends a new entry', [to(C)], [A, B, C]],
  [
    'applies patches of one key in order',
    [to(C), label(C, 'x'), label(C, 'y')],
    [A, B, { ...C, label: 'y' }],
  ],
  ['removes an entry', [drop(A)], [B]],
  ['restores a removed entry in place', [drop(A), to({ ...A, at: 1 })], [{ ...A, at: 1 }, B]],
  ['omits a new entry that a later patch removes', [to(C), drop(C)], [A, B]],
  ['ignores patches of missing entries', [label(C, 'x'), drop(C)], [A, B]],
])('patchEntries %s', (_, patches, expected) => {
  expect(patchEntries([A, B], patches)).toEqual(expected)
})

it('patchEntries returns the same list when nothing changes', () => {
  const all = [A, B]
  expect(patchEntries(all, [])).toBe(all)
  expect(patchEntries(all, [to(A), drop(C), label(C, 'x')])).toBe(all)
})
