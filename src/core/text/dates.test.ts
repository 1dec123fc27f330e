import { expect, it } from 'vitest'
import { formatClock, formatDay, formatExactTime, formatShortDay, formatWhen } from './dates.ts'

const NOW = new Date(2026, 2, 30, 14, 5).getTime()

it.each<[at: [number, number, number, number, number], words: string]>([
  [[2026, 2, 30, 14, 5], '14:05'],
  [[2026, 2, 30, 0, 0], '00:00'],
  [[2026, 2, 30, 23, 59], '23:59'],
  [[2026, 2, 29, 23, 59], 'yesterday 23:59'],
  [[2026, 2, 29, 0, 0], 'yesterday 00:00'],
  [[2026, 2, 28, 23, 59], '28 Mar 23:59'],
  [[2026, 0, 1, 0, 0], '1 Jan 00:00'],
  [[2025, 2, 30, 14, 5], '30 Mar 2025'],
  [[2026, 2, 31, 9, 0], '31 Mar 09:00'],
])('formatWhen formats %j as %s', (at, words) => {
  expect(formatWhen(new Date(...at).getTime(), NOW)).toBe(words)
})

it('formatWhen says yesterday on the first day of a year', () => {
  const at = new Date(2025, 11, 31, 22, 0).getTime()
  expect(formatWhen(at, new Date(2026, 0, 1, 1, 0).getTime())).toBe('yesterday 22:00')
})

it('formatDay includes the year', () => {
  expect(formatDay(NOW)).toBe('30 Mar 2026')
})

it('formatClock includes seconds and writes midnight as 00', () => {
  expect(formatClock(new Date(2026, 2, 30, 0, 5, 7, 42).getTime())).toBe('00:05:07')
})

it('formatExactTime includes milliseconds and writes midnight as 00', () => {
  expect(formatExactTime(new Date(2026, 2, 30, 0, 5, 7, 42).getTime())).toBe('00:05:07.042')
})

it('formatShortDay includes the year when it is not this one', () => {
  expect(formatShortDay(new Date(2026, 0, 3).getTime(), NOW)).toBe('3 Jan')
  expect(formatShortDay(new Date(2025, 2, 3).getTime(), NOW)).toBe('3 Mar 2025')
})
