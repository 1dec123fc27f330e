import { describe, expect, it } from 'vitest'
import { describeFilter, type Filter, isFiltering, NO_FILTER, spanOf } from './entry-filter.ts'

const DESCRIBED: [Partial<Filter>, string][] = [
  [{}, 'files'],
  [{ sort: 'name' }, 'files'],
  [{ text: '  ' }, 'files'],
  [{ text: ' two  words ' }, 'files with “two words”'],
  [{ kind: 'audio' }, 'audio files'],
  [{ gateway: 'sandbox' }, 'files, at Sandbox'],
  [{ account: 'me' }, 'files, of this key'],
  [{ day: 'week' }, 'files, uploaded in the last 7 days'],
  [{ day: 'month' }, 'files, uploaded in the last 30 days'],
  [{ day: '2026-03-03' }, 'files, uploaded on 3 Mar 2026'],
  [{ day: '2026-13-03' }, 'files, uploaded on a day that is none'],
  [
    { text: 'cafe', kind: 'image', gateway: 'varg', day: 'today' },
    'images with “cafe”, at varg.ai, uploaded today',
  ],
]

it.each(DESCRIBED)('describes %j', (filter, words) => {
  expect(describeFilter({ ...NO_FILTER, ...filter })).toBe(words)
})

it.each(DESCRIBED)('filters where there is more to say than files: %j', (filter, words) => {
  expect(isFiltering({ ...NO_FILTER, ...filter })).toBe(words !== 'files')
})

describe('spanOf', () => {
  const now = new Date(2026, 2, 3, 14, 5).getTime()
  const midnight = (month: number, day: number) => new Date(2026, month, day).getTime()

  it.each<[Filter['day'], from: number, until: number]>([
    ['all', -Infinity, Infinity],
    ['today', midnight(2, 3), Infinity],
    ['week', midnight(1, 25), Infinity],
    ['month', midnight(1, 2), Infinity],
    ['2026-03-29', midnight(2, 29), midnight(2, 30)],
    ['2026-10-25', midnight(9, 25), midnight(9, 26)],
    ['2026-12-31', midnight(11, 31), midnight(12, 1)],
    ['', Infinity, -Infinity],
    ['2026-3-3', Infinity, -Infinity],
    ['2026-03-99', Infinity, -Infinity],
  ])('of %j is from midnight to midnight', (day, from, until) => {
    expect(spanOf(day, now)).toEqual({ from, until })
  })
})
