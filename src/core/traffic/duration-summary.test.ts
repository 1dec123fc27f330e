import fc from 'fast-check'
import { expect, it } from 'vitest'
import { summarizeDurations } from './duration-summary.ts'

it.each([
  [[], undefined],
  [[7], { minimum: 7, median: 7, maximum: 7 }],
  [[4, 1], { minimum: 1, median: 2.5, maximum: 4 }],
  [[10, 9, 100], { minimum: 9, median: 10, maximum: 100 }],
  [[4, 1, 3, 2], { minimum: 1, median: 2.5, maximum: 4 }],
  [[0, 0, 0, 5], { minimum: 0, median: 0, maximum: 5 }],
])('summarizeDurations summarizes %j as %j', (durations, summary) => {
  expect(summarizeDurations(durations)).toEqual(summary)
})

it('summarizeDurations finds the median in any order without mutating the list', () => {
  const property = fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (durations) => {
    const before = [...durations]
    const summary = summarizeDurations(durations)
    if (!summary) throw new Error('nothing')
    const { minimum, median, maximum } = summary
    expect(durations).toEqual(before)
    expect([minimum, maximum]).toEqual([Math.min(...durations), Math.max(...durations)])
    const below = durations.filter((duration) => duration < median).length
    const above = durations.filter((duration) => duration > median).length
    expect(Math.max(below, above)).toBeLessThanOrEqual(durations.length / 2)
    expect(summarizeDurations(durations.toReversed())).toEqual(summary)
  })
  fc.assert(property)
})
