import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentKey } from '../api/content.ts'
import { anyHistory, entryOf, type Facts } from '../testing/made-entries.ts'
import type { HistoryEntry } from './history.ts'
import { mergeHistories } from './merge-histories.ts'

/** Ours after what came of a merge was stored. */
function store(
  ours: readonly HistoryEntry[],
  changed: readonly HistoryEntry[],
): Map<string, HistoryEntry> {
  return new Map([...ours, ...changed].map((entry) => [contentKey(entry), entry]))
}

const MANY: [string, ...string[]] = ['0', ...Array.from({ length: 18 }, (_, at) => `${at + 1}`)]

describe('mergeHistories', () => {
  it.each<[string, ours: Facts, theirs: Facts, merged: Facts | 'nothing']>([
    ['the same', { label: 'x' }, { label: 'x' }, 'nothing'],
    ['a label where we have none', {}, { label: 'theirs' }, { label: 'theirs' }],
    ['a label where we have one', { label: 'ours' }, { label: 'theirs' }, 'nothing'],
    ['another path', { paths: ['a', 'b'] }, { paths: ['c', 'a'] }, { paths: ['a', 'b', 'c'] }],
    ['more paths than are kept', { paths: MANY }, { paths: ['x', 'y'] }, { paths: [...MANY, 'x'] }],
    ['media where we have none', {}, { media: { width: 1 } }, { media: { width: 1 } }],
    ['media where we have some', { media: { width: 2 } }, { media: { width: 1 } }, 'nothing'],
    ['a later time', { at: 1 }, { at: 2 }, 'nothing'],
    ['another URL', {}, { result: { url: 'https://elsewhere.example/a.png' } }, 'nothing'],
    ['what we removed', { removed: true, label: 'x' }, {}, { label: 'x' }],
    ['what they removed', {}, { removed: true, label: 'x' }, 'nothing'],
    ['another account', { account: 'me' }, { account: 'you', label: 'x' }, { label: 'x' }],
  ])('of one content: %s', (_, ours, theirs, merged) => {
    const { changed, added } = mergeHistories([entryOf(ours)], [entryOf(theirs)])
    expect(changed).toEqual(
      merged === 'nothing' ? [] : [entryOf({ ...ours, removed: undefined, ...merged })],
    )
    expect(added).toBe(0)
  })

  it('adds what we do not have, and counts', () => {
    const theirs = [
      entryOf({ digits: 'b' }),
      entryOf({ digits: 'b', account: 'you' }),
      entryOf({ gateway: 'sandbox' }),
      entryOf(),
      entryOf({ digits: 'c', removed: true }),
    ]
    expect(mergeHistories([entryOf()], theirs)).toEqual({
      changed: theirs.slice(0, 3),
      added: 3,
      merged: 1,
    })
  })

  it('tells every account of ours, unless it is the very one', () => {
    const ours = [entryOf(), entryOf({ account: 'you' })]
    expect(mergeHistories(ours, [entryOf({ account: 'them', label: 'x' })])).toEqual({
      changed: [entryOf({ label: 'x' }), entryOf({ account: 'you', label: 'x' })],
      added: 0,
      merged: 1,
    })
    expect(mergeHistories(ours, [entryOf({ account: 'you', label: 'x' })]).changed).toEqual([
      entryOf({ account: 'you', label: 'x' }),
    ])
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (ours, theirs) => {
        const first = mergeHistories(ours, theirs)
        const second = mergeHistories([...store(ours, first.changed).values()], theirs)
        expect(second.changed).toEqual([])
        expect(second.added).toBe(0)
      }),
    )
  })

  it('brings back a history where there is none', () => {
    fc.assert(
      fc.property(anyHistory, (theirs) => {
        const shown = theirs.filter(({ removed }) => !removed)
        expect(mergeHistories([], theirs)).toEqual({
          changed: shown,
          added: shown.length,
          merged: 0,
        })
      }),
    )
  })

  it('loses nothing of ours, and leaves out nothing of theirs', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (ours, theirs) => {
        const { changed, added, merged } = mergeHistories(ours, theirs)
        const after = store(ours, changed)
        for (const entry of ours) {
          const { account, result, at, paths, label, media } = entry
          const later = after.get(contentKey(entry))
          expect(later).toMatchObject({ account, result, at })
          expect(later?.paths.slice(0, paths.length)).toEqual(paths)
          if (label) expect(later?.label).toBe(label)
          if (media) expect(later?.media).toBe(media)
        }
        const shown = theirs.filter(({ removed }) => !removed)
        expect(added + merged).toBe(shown.length)
        for (const { gateway, hash, paths } of shown) {
          const homes = [...after.values()].filter(
            (entry) => entry.gateway === gateway && entry.hash === hash && !entry.removed,
          )
          expect(homes.flatMap((entry) => entry.paths)).toEqual(expect.arrayContaining([...paths]))
        }
      }),
    )
  })
})
