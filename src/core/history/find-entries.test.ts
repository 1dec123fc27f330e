import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { anyHistory, entryOf } from '../testing/made-entries.ts'
import { type Filter, NO_FILTER } from './entry-filter.ts'
import { createFinder } from './find-entries.ts'
import { titleOf } from './history.ts'

const NOW = new Date(2026, 2, 3, 14, 5).getTime()

const cafe = entryOf({
  digits: 'cafe',
  name: 'Shots/Café Ñandú.PNG',
  label: 'The ﬁrst scene',
  at: new Date(2026, 2, 3, 0, 0).getTime(),
  result: { fileId: 'file_Xy-1', size: 30 },
})
const film = entryOf({
  digits: 'b',
  gateway: 'sandbox',
  account: 'you',
  paths: ['shot 10.mp4', 'old/take.mp4'],
  at: new Date(2026, 2, 2, 23, 59).getTime(),
  result: { mediaType: 'video/mp4', url: 'http://localhost/u/7/Clip.mp4?x=1', size: 20 },
})
const sound = entryOf({
  digits: 'c',
  name: 'shot 2.wav',
  at: new Date(2026, 1, 25).getTime(),
  result: { mediaType: 'audio/wav', size: 20 },
})
const removed = entryOf({ digits: 'd', removed: true, at: NOW })
const ALL = [sound, removed, cafe, film]

function find(filter: Partial<Filter>) {
  return createFinder().find(ALL, { ...NO_FILTER, ...filter }, NOW)
}

describe('the order by time', () => {
  const dropped = (digits: string, batch: number, below: number, at: number) =>
    entryOf({ digits, batch, below, at })
  // The first file of each drop is uploaded last. The legacy entry has no drop.
  const drops = [
    [dropped('5', NOW - 20, 1, NOW - 1), dropped('4', NOW - 20, 0, NOW - 15)],
    [entryOf({ digits: '3', at: NOW - 30 })],
    [dropped('2', NOW - 90, 1, NOW - 2), dropped('1', NOW - 90, 0, NOW - 80)],
  ]

  it.each([
    ['newest', drops.flat()],
    ['oldest', drops.toReversed().flat()],
  ] as const)('keeps the order of each drop when the %s is first', (sort, sorted) => {
    const found = createFinder().find(drops.flat().toReversed(), { ...NO_FILTER, sort }, NOW)
    expect(found.map(({ hash }) => hash)).toEqual(sorted.map(({ hash }) => hash))
  })
})

describe('search text', () => {
  it.each<[text: string, found: typeof ALL]>([
    ['', [cafe, film, sound]],
    ['   ', [cafe, film, sound]],
    ['cafe', [cafe]],
    ['CAFÉ', [cafe]],
    ['cafe\u0301', [cafe]],
    ['nandu', [cafe]],
    ['first', [cafe]],
    ['scene shots', [cafe]],
    ['scene take', []],
    ['shot', [cafe, film, sound]],
    ['shot 10', [film]],
    ['take', [film]],
    ['old/', [film]],
    ['audio/', [sound]],
    ['sha256:cafe0', [cafe]],
    ['xy-1', [cafe]],
    ['clip.mp4', [film]],
    ['localhost', []],
    ['http://elsewhere.example/a/clip.mp4#t=1', [film]],
    ['sandbox', [film]],
    ['varg.ai', [cafe, sound]],
    ['me', []],
    ['\u0301', [cafe, film, sound]],
    ['scene\nshots', [cafe]],
    ['.*', []],
  ])('finds the matching entries when the text is %j', (text, found) => {
    expect(find({ text })).toEqual(found)
  })
})

describe('other filter fields', () => {
  it.each<[Partial<Filter>, found: typeof ALL]>([
    [{ kind: 'image' }, [cafe]],
    [{ kind: 'video' }, [film]],
    [{ kind: 'audio' }, [sound]],
    [{ gateway: 'sandbox' }, [film]],
    [{ account: 'you' }, [film]],
    [{ account: undefined }, [cafe, film, sound]],
    [{ account: 'them' }, []],
    [{ day: 'today' }, [cafe]],
    [{ day: 'week' }, [cafe, film, sound]],
    [{ day: '2026-03-02' }, [film]],
    [{ day: 'no day' }, []],
    [{ kind: 'audio', text: 'shot', gateway: 'varg', day: 'month' }, [sound]],
    [{ kind: 'audio', gateway: 'sandbox' }, []],
  ])('finds the matching entries when the filter is %j', (filter, found) => {
    expect(find(filter)).toEqual(found)
  })
})

describe('sort order', () => {
  it.each<[Filter['sort'], found: typeof ALL]>([
    ['newest', [cafe, film, sound]],
    ['oldest', [sound, film, cafe]],
    ['name', [sound, film, cafe]],
    ['largest', [cafe, film, sound]],
  ])('sorts the entries when the order is %s', (sort, found) => {
    expect(find({ sort })).toEqual(found)
  })

  it('compares titles with numeric collation when the order is name', () => {
    const entries = ['shot 10', 'Shot 2', 'éclair', 'zoo', 'shot 1'].map((label, index) =>
      entryOf({ digits: `${index}`, label }),
    )
    const found = createFinder().find(entries, { ...NO_FILTER, sort: 'name' }, NOW)
    expect(found.map(titleOf)).toEqual(['éclair', 'shot 1', 'Shot 2', 'shot 10', 'zoo'])
  })

  it.each(['name', 'largest', 'newest'] as const)(
    'breaks ties by time and then by hash when the order is %s',
    (sort) => {
      const files = [
        entryOf({ digits: 'b', at: 1 }),
        entryOf({ digits: 'a', at: 1 }),
        entryOf({ at: 2 }),
      ]
      const found = createFinder().find(files, { ...NO_FILTER, sort }, NOW)
      expect(found).toEqual([...files].reverse())
    },
  )
})

/** Some of these texts narrow others, also where a link becomes its last segment. */
const TYPED = ['', 'a', 'png b', 'p', 'pn', 'png', 'https:/', 'https://a', 'https://a/', 'sha256:a']

describe('a finder with a cache', () => {
  it('returns the same entries as a new finder after any earlier searches', () => {
    const anySort = fc.constantFrom<Filter['sort']>('newest', 'oldest', 'name', 'largest')
    const anyFilter = fc.record({ text: fc.constantFrom(...TYPED), sort: anySort })
    const anyQuestion = fc.record({ skip: fc.nat(5), filter: anyFilter })
    fc.assert(
      fc.property(anyHistory, fc.array(anyQuestion), (history, questions) => {
        const finder = createFinder()
        const lists = [0, 1, 2, 3, 4, 5].map((skip) => [
          ...history.slice(skip),
          ...history.slice(0, skip >> 1),
        ])
        for (const { skip, filter } of questions) {
          const entries = lists[skip] ?? []
          const whole = { ...NO_FILTER, ...filter }
          expect(finder.find(entries, whole, NOW)).toEqual(createFinder().find(entries, whole, NOW))
        }
      }),
    )
  })

  it.each(['newest', 'oldest', 'name', 'largest'] as const)(
    'keeps a stable order of entries with the same hash and time when the order is %s',
    (sort) => {
      const both = [entryOf({ digits: 'e' }), entryOf({ digits: 'e', gateway: 'sandbox' })]
      const findIn = (entries: typeof both) =>
        createFinder().find(entries, { ...NO_FILTER, sort }, NOW)
      expect(findIn(both.toReversed())).toEqual(findIn(both))
    },
  )

  it.each(['cafe', 'shot', 'no such word'])(
    'returns a predicate that agrees with find when the text is %s',
    (text) => {
      const { find: findAll, testFor } = createFinder()
      const filter = { ...NO_FILTER, text }
      const shown = [cafe, film, sound]
      expect(shown.filter(testFor(filter, NOW))).toEqual(findAll(ALL, filter, NOW))
    },
  )

  it('tests only what the former letters found when letters are added or deleted', () => {
    const reads = vi.fn()
    const entries = Array.from({ length: 1000 }, (_, index) => {
      const entry = entryOf({ digits: `${index}`, name: index < 10 ? 'street' : 'studio' })
      return Object.defineProperty(entry, 'at', { get: reads.mockReturnValue(1) })
    })
    const finder = createFinder()
    const type = (text: string) => {
      reads.mockClear()
      const found = finder.find(entries, { ...NO_FILTER, text }, NOW)
      // The lower and the upper bound of the day.
      return [found.length, reads.mock.calls.length / 2]
    }
    type('st')
    expect(type('str')).toEqual([10, 1000])
    expect(type('stre')).toEqual([10, 10])
    expect(type('stree 9')).toEqual([1, 10])
    expect(type('stree')).toEqual([10, 10])
    expect(type('stu')).toEqual([990, 1000])
    expect(type('stre')).toEqual([10, 10])
  })

  it('indexes a long list in slices, and none again', () => {
    vi.useFakeTimers()
    const reads = vi.fn()
    const entries = Array.from({ length: 2500 }, (_, index) =>
      Object.defineProperty(entryOf({ digits: `${index}` }), 'label', {
        get: reads.mockReturnValue(''),
      }),
    )
    const finder = createFinder()
    const end = finder.prepare(entries)
    const counts = [0, 1, 2].map(() => {
      reads.mockClear()
      vi.advanceTimersToNextTimer()
      return reads.mock.calls.length
    })
    // Each is read for the searched text and for the title.
    expect(counts).toEqual([2000, 2000, 1000])
    expect(vi.getTimerCount()).toBe(0)
    reads.mockClear()
    finder.find(entries, { ...NO_FILTER, text: 'png' }, NOW)
    expect(reads).not.toHaveBeenCalled()
    end()
    finder.prepare(entries)()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('leaves its cache intact when a caller mutates the result', () => {
    const entries = Object.freeze([...ALL])
    const finder = createFinder()
    const named = { ...NO_FILTER, text: 'cafe' }
    for (const filter of [NO_FILTER, named]) finder.find(entries, filter, NOW).pop()
    expect(finder.find(entries, NO_FILTER, NOW)).toEqual([cafe, film, sound])
    expect(finder.find(entries, named, NOW)).toEqual([cafe])
  })

  it('finds an entry by its new label after the entry was replaced', () => {
    const finder = createFinder()
    finder.find(ALL, { ...NO_FILTER, text: 'opening' }, NOW)
    const named = { ...sound, label: 'Opening' }
    const found = finder.find([named, cafe, film], { ...NO_FILTER, text: 'opening' }, NOW)
    expect(found).toEqual([named])
  })
})
