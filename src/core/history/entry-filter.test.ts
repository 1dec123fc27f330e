import { describe, expect, it } from 'vitest'
import { type Filter, spanOf } from './entry-filter.ts'

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
  ])('spans the day %j from local midnight to midnight', (day, from, until) => {
    expect(spanOf(day, now)).toEqual({ from, until })
  })
})
