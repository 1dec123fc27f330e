import { expect, it } from 'vitest'
import { words } from './words.ts'

it.each([
  [{}, '2,000 calls'],
  [{ all: 1, shown: 1 }, '1 call'],
  [{ broken: 4 }, '2,000 calls, 4 broken'],
  [{ broken: 4, underWay: 3 }, '2,000 calls, 4 broken, 3 in flight'],
  [{ shown: 12, broken: 4 }, '12 of 2,000 calls'],
  [{ shown: 0, underWay: 1 }, '0 of 2,000 calls, 1 in flight'],
  [{ all: 0, shown: 0, underWay: 3 }, '0 calls, 3 in flight'],
])('the summary of the log describes %j as %s', (counts, text) => {
  expect(words.logs.summary({ all: 2000, shown: 2000, broken: 0, underWay: 0, ...counts })).toBe(
    text,
  )
})
