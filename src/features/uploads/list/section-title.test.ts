import { expect, it } from 'vitest'
import type { Section } from './arrange-rows.ts'
import { sectionTitle } from './section-title.ts'

const NOW = new Date(2026, 10, 12, 15).getTime()
const HOUR = 60 * 60_000

const titleOf = (kind: Section['kind'], at: number) =>
  sectionTitle({ kind, at, start: 0, count: 1 }, NOW)

it('sectionTitle names the newest batch by its age', () => {
  expect(titleOf('batch', NOW - HOUR / 2)).toBe('Just now')
  expect(titleOf('batch', NOW - 2 * HOUR)).toBe('Today')
})

it('sectionTitle names days by their distance from today', () => {
  expect(titleOf('day', NOW + 60_000)).toBe('Today')
  expect(titleOf('day', new Date(2026, 10, 12).getTime())).toBe('Today')
  expect(titleOf('day', new Date(2026, 10, 11, 23, 59).getTime())).toBe('Yesterday')
  expect(titleOf('day', new Date(2026, 10, 10, 23, 59).getTime())).toBe('10 Nov')
  expect(titleOf('day', new Date(2025, 10, 12).getTime())).toBe('12 Nov 2025')
  expect(titleOf('all', NOW)).toBe('All files')
})
