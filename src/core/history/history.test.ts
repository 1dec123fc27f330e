import { describe, expect, it } from 'vitest'
import { contentKey } from '../api/content.ts'
import { entryOf } from '../testing/made-entries.ts'
import { knownDuration } from '../text/format.ts'
import {
  folderOf,
  type HistoryEntry,
  kindOfEntry,
  MAX_PATHS,
  mergeEntries,
  nameOf,
  titleOf,
} from './history.ts'

describe('mergeEntries', () => {
  const former = entryOf({ name: 'a.png', at: 100, result: { fileId: 'former' } })
  const later = entryOf({ name: 'b.png', at: 200, result: { fileId: 'later' } })

  it('prefers a gateway result when the other entry is imported', () => {
    const imported = { ...later, imported: true as const }
    expect(mergeEntries(former, imported)).toMatchObject({ at: 100, result: former.result })
    const answered = { ...former, at: 1 }
    expect(mergeEntries(imported, answered)).toMatchObject({ at: 1, result: former.result })
    expect(mergeEntries(imported, answered).imported).toBeUndefined()
  })

  it('keeps the later result in either order of arguments', () => {
    expect(mergeEntries(former, later)).toMatchObject({ at: 200, result: { fileId: 'later' } })
    expect(mergeEntries(later, former)).toMatchObject({ at: 200, result: { fileId: 'later' } })
    const same = { ...later, at: 100 }
    expect(mergeEntries(former, same).result.fileId).toBe('later')
  })

  it.each([
    ['', '', ''],
    ['A', '', 'A'],
    ['', 'B', 'B'],
    ['A', 'B', 'B'],
  ])('merges the labels %j and %j into %j', (one, other, label) => {
    expect(mergeEntries({ ...former, label: one }, { ...later, label: other }).label).toBe(label)
  })

  it('keeps media facts, the later ones when both entries have some', () => {
    const media = { width: 1 }
    expect(mergeEntries({ ...former, media }, later).media).toEqual(media)
    expect(mergeEntries({ ...former, media }, { ...later, media: { width: 2 } }).media).toEqual({
      width: 2,
    })
  })

  it.each<[true | undefined, true | undefined, true | undefined]>([
    [undefined, undefined, undefined],
    [true, undefined, undefined],
    [undefined, true, true],
    [true, true, true],
  ])('takes removed from the second entry when removed is %s, then %s', (one, other, removed) => {
    expect(mergeEntries({ ...former, removed: one }, { ...later, removed: other }).removed).toBe(
      removed,
    )
    const older = { ...later, at: 1, removed: other }
    expect(mergeEntries({ ...former, removed: one }, older).removed).toBe(removed)
  })

  it.each<[string[], string[], string[]]>([
    [['a'], ['a'], ['a']],
    [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'b', 'c'],
    ],
    [['a'], ['c', 'b'], ['a', 'c', 'b']],
  ])('joins the paths %j and %j', (one, other, paths) => {
    const [left, right] = [one, other].map((all) => ({ ...former, paths: all as [string] }))
    expect(mergeEntries(left as HistoryEntry, right as HistoryEntry).paths).toEqual(paths)
  })

  it('keeps the first path and the latest ones when there are too many', () => {
    const number = (at: number) => `${at}.png`
    const many = Array.from({ length: 50 }, (_, at) => number(at))
    const expected = [number(0), ...many.slice(1 - MAX_PATHS)]
    const atOnce = mergeEntries(
      { ...former, paths: [number(0)] },
      { ...later, paths: many as [string] },
    )
    const singly = many
      .map((path): HistoryEntry => ({ ...former, paths: [path] }))
      .reduce(mergeEntries)
    expect(atOnce.paths).toEqual(expected)
    expect(singly.paths).toEqual(expected)
    expect(expected).toHaveLength(MAX_PATHS)
  })

  it('returns an equal entry when an entry is merged with itself', () => {
    const entry = entryOf({ label: 'A', media: { width: 1 }, removed: true, paths: ['a', 'b'] })
    expect(mergeEntries(entry, entry)).toEqual(entry)
  })
})

it.each([
  ['shots/day 1/a.png', 'a.png', 'shots/day 1'],
  ['a.png', 'a.png', ''],
  ['shots/', '', 'shots'],
  ['', '', ''],
])('nameOf and folderOf split the path %j', (path, name, folder) => {
  expect(nameOf(path)).toBe(name)
  expect(folderOf(path)).toBe(folder)
})

it('titleOf prefers the label to the name of the first path', () => {
  expect(titleOf({ label: 'Dinesh', paths: ['shots/a.png'] })).toBe('Dinesh')
  expect(titleOf({ label: '', paths: ['shots/a.png', 'b.png'] })).toBe('a.png')
})

it('kindOfEntry prefers the detected kind to the media type of the gateway', () => {
  const video = { mediaType: 'video/mp4', url: 'https://a.example/a.mp4' }
  expect(kindOfEntry(entryOf({ result: video }))).toBe('video')
  expect(kindOfEntry(entryOf({ result: video, kind: 'audio' }))).toBe('audio')
  const later = entryOf({ result: video, kind: 'audio', at: 2_000_000_000_000 })
  expect(kindOfEntry(mergeEntries(entryOf({ result: video }), later))).toBe('audio')
})

it.each([
  [1.5, 1.5],
  [0, undefined],
  [-1, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [undefined, undefined],
])('knownDuration reads the duration %s as %s', (duration, known) => {
  expect(knownDuration({ duration })).toBe(known)
})

it('kindOfEntry reads the media type, then the extension of the URL', () => {
  expect(kindOfEntry(entryOf())).toBe('image')
  expect(kindOfEntry(entryOf({ result: { mediaType: '', url: 'https://a.example/a.mp3' } }))).toBe(
    'audio',
  )
  expect(contentKey(entryOf())).toBe(`varg me sha256:${'a'.padEnd(64, '0')}`)
})
