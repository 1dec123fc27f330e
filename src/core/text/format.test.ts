import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCents,
  formatDuration,
  formatMilliseconds,
  formatNumber,
  formatPixels,
  formatSeconds,
  percentOf,
  plural,
} from './format.ts'

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [102_348, '99.9 KB'],
    [571_392, '558 KB'],
    [1_048_000, '1,023 KB'],
    [1_048_100, '1 MB'],
    [18_035_507, '17.2 MB'],
    [52_428_800, '50 MB'],
    [52_428_801, '50 MB'],
    [300 * 1024 ** 2, '300 MB'],
    [5 * 1024 ** 4, '5 TB'],
  ])('formats %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('percentOf', () => {
  it('returns 100 only when the part reaches the whole, and never more', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (part, whole) => {
        const percent = percentOf(part, whole)
        expect(percent).toBeLessThanOrEqual(100)
        if (part < whole) expect(percent).toBeLessThan(100)
        else if (whole > 0) expect(percent).toBe(100)
      }),
    )
  })
})

it.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [61, '2 min'],
  [3601, '2 h'],
])('formatSeconds formats %d as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text)
})

it.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [12, '12 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [1238, '1.24 s'],
  [9994, '9.99 s'],
  [9995, '10.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 0 s'],
  [125_400, '2 min 5 s'],
  [3_599_400, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [7_530_000, '2 h 6 min'],
])('formatMilliseconds formats %d as %s', (milliseconds, text) => {
  expect(formatMilliseconds(milliseconds)).toBe(text)
})

it.each([
  [0, 0, '0.0 s'],
  [0.04, 0.04, 'under 0.1 s'],
  [0, 0.04, '0.0 s'],
  [1.23, 1.23, '1.2 s'],
  [1, 12, '0:01'],
  [59.6, 59.6, '0:59'],
  [600, 600, '10:00'],
  [3723, 3723, '1:02:03'],
  [-1, 20, '0:00'],
])('formatDuration formats %d of %d as %s', (seconds, all, text) => {
  expect(formatDuration(seconds, all)).toBe(text)
})

it('formatPixels writes the width first', () => {
  expect(formatPixels(1920, 1080)).toBe('1920 × 1080')
})

it('formatCents writes dollars', () => {
  expect(formatCents(123_456)).toBe('$1,234.56')
})

it('formatNumber groups digits', () => {
  expect([formatNumber(1204), formatNumber(0.5)]).toEqual(['1,204', '0.5'])
})

it('plural selects the form of the language when a noun has several', () => {
  const forms = { one: 'entry', other: 'entries' }
  expect([plural(1, forms), plural(0, forms)]).toEqual(['1 entry', '0 entries'])
})

it('plural adds an s unless the amount is 1', () => {
  expect([plural(1, 'file'), plural(2, 'file'), plural(1200, 'file')]).toEqual([
    '1 file',
    '2 files',
    '1,200 files',
  ])
})
