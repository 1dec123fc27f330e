import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentKey } from '../api/content.ts'
import { anyHistory, entryOf, type Facts } from '../testing/made-entries.ts'
import type { HistoryEntry } from './history.ts'
import { mergeHistories } from './merge-histories.ts'

/** Our history after a merge was stored, by key. */
function store(
  ours: readonly HistoryEntry[],
  changed: readonly HistoryEntry[],
): Map<string, HistoryEntry> {
  return new Map([...ours, ...changed].map((entry) => [contentKey(entry), entry]))
}

const MANY: [string, ...string[]] = ['0', ...Array.from({ length: 18 }, (_, at) => `${at + 1}`)]

describe('mergeHistories', () => {
  it.each<[string, ours: Facts, theirs: Facts, merged: Facts | 'nothing']>([
    ['the same label', { label: 'x' }, { label: 'x' }, 'nothing'],
    ['a label that ours lacks', {}, { label: 'theirs' }, { label: 'theirs' }],
    ['another label than ours', { label: 'ours' }, { label: 'theirs' }, 'nothing'],
    ['another path', { paths: ['a', 'b'] }, { paths: ['c', 'a'] }, { paths: ['a', 'b', 'c'] }],
    [
      'more paths than the maximum',
      { paths: MANY },
      { paths: ['x', 'y'] },
      { paths: [...MANY, 'x'] },
    ],
    ['media facts that ours lacks', {}, { media: { width: 1 } }, { media: { width: 1 } }],
    ['other media facts than ours', { media: { width: 2 } }, { media: { width: 1 } }, 'nothing'],
    ['a later time', { at: 1 }, { at: 2 }, 'nothing'],
    ['another URL', {}, { result: { url: 'https://elsewhere.example/a.png' } }, 'nothing'],
    ['content that we removed', { removed: true, label: 'x' }, {}, { label: 'x' }],
    ['content that they removed', {}, { removed: true, label: 'x' }, 'nothing'],
    ['another account', { account: 'me' }, { account: 'you', label: 'x' }, { label: 'x' }],
  ])('merges an entry of the same content when theirs has %s', (_, ours, theirs, merged) => {
    const { changed, added } = mergeHistories([entryOf(ours)], [entryOf(theirs)])
    expect(changed).toEqual(
      merged === 'nothing' ? [] : [entryOf({ ...ours, removed: undefined, ...merged })],
    )
    expect(added).toBe(0)
  })

  it('adds and counts entries that we do not have', () => {
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

  it('changes every account of ours when no account matches', () => {
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

  it('changes nothing when the same history is merged twice', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (ours, theirs) => {
        const first = mergeHistories(ours, theirs)
        const second = mergeHistories([...store(ours, first.changed).values()], theirs)
        expect(second.changed).toEqual([])
        expect(second.added).toBe(0)
      }),
    )
  })

  it('adds all their entries when ours is empty', () => {
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

  it('loses no entry of either history', () => {
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
          const matches = [...after.values()].filter(
            (entry) => entry.gateway === gateway && entry.hash === hash && !entry.removed,
          )
          expect(matches.flatMap((entry) => entry.paths)).toEqual(
            expect.arrayContaining([...paths]),
          )
        }
      }),
    )
  })
})
