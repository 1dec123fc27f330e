import { describe, expect, it } from 'vitest'
import { backoff, endOfWait, longestBackoff, readPace } from './pacing.ts'

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0)

function pace(headers: Record<string, string>) {
  return readPace((name) => headers[name] ?? null, NOW)
}

describe('readPace', () => {
  it.each([
    ['seconds', '41', 41_000],
    ['a date', 'Sun, 22 Nov 2026 12:00:41 GMT', 41_000],
  ])('reads Retry-After as %s', (_, text, wait) => {
    expect(pace({ 'Retry-After': text }).retryAt).toBe(NOW + wait)
  })

  it.each([
    ['epoch seconds', String(NOW / 1000 + 41)],
    ['epoch milliseconds', String(NOW + 41_000)],
    ['ISO', '2026-11-22T12:00:41Z'],
    ['seconds from now', '41'],
  ])('reads X-RateLimit-Reset as %s', (_, text) => {
    expect(pace({ 'X-RateLimit-Reset': text }).resetAt).toBe(NOW + 41_000)
  })

  it('reads the remaining requests with and without the X-', () => {
    expect(pace({ 'X-RateLimit-Remaining': '3' }).remaining).toBe(3)
    expect(pace({ 'RateLimit-Remaining': '0' }).remaining).toBe(0)
  })

  describe.each([
    ['2 hours behind', -7_200_000],
    ['2 hours ahead', 7_200_000],
    ['3 days behind', -259_200_000],
  ])('when the clock of the browser is %s', (_, wrong) => {
    const here = NOW + wrong
    const read = (headers: Record<string, string>) =>
      readPace((name) => headers[name] ?? null, here)
    const date = new Date(NOW).toUTCString()

    it.each([
      ['Retry-After', new Date(NOW + 4_000).toUTCString()],
      ['Retry-After', '4'],
      ['X-RateLimit-Reset', String(NOW / 1000 + 4)],
      ['X-RateLimit-Reset', String(NOW + 4_000)],
      ['X-RateLimit-Reset', new Date(NOW + 4_000).toISOString()],
      ['RateLimit-Reset', '4'],
    ])('compares %s: %s with the Date of the same response', (name, text) => {
      const { retryAt, resetAt } = read({ Date: date, [name]: text })
      expect(retryAt ?? resetAt).toBe(here + 4_000)
    })

    it('ignores a reset that is before the Date', () => {
      expect(read({ Date: date, 'X-RateLimit-Reset': String(NOW / 1000 - 4) }).resetAt).toBe(
        undefined,
      )
    })
  })

  it.each([{}, { Date: 'soon' }, { Date: '' }, { Date: '99999999999999999999' }])(
    'uses the local clock when the headers are %o',
    (headers: Record<string, string>) => {
      expect(pace({ ...headers, 'X-RateLimit-Reset': String(NOW + 4_000) }).resetAt).toBe(
        NOW + 4_000,
      )
    },
  )

  it('uses the local clock when the Date is off by less than two seconds', () => {
    const headers = { Date: new Date(NOW - 1_000).toUTCString() }
    expect(pace({ ...headers, 'X-RateLimit-Reset': String(NOW + 4_000) }).resetAt).toBe(NOW + 4_000)
  })

  it.each(['soon', '-5', '', '1e3', 'NaN', '<b>'])('ignores the value %j', (text) => {
    const headers = {
      'Retry-After': text,
      'X-RateLimit-Reset': text,
      'X-RateLimit-Remaining': text,
    }
    expect(pace(headers)).toEqual({})
  })

  it('ignores a reset in the past and bounds a wait to a day', () => {
    expect(pace({ 'X-RateLimit-Reset': String(NOW / 1000 - 5) }).resetAt).toBeUndefined()
    expect(pace({ 'Retry-After': '9999999' }).retryAt).toBe(NOW + 86_400_000)
  })
})

describe('endOfWait', () => {
  it('prefers Retry-After to the reset, the message and a minute', () => {
    const words = 'Too many requests. Retry after 60 seconds.'
    expect(endOfWait({ retryAt: NOW + 1000, resetAt: NOW + 2000 }, words, NOW)).toBe(NOW + 1000)
    expect(endOfWait({ resetAt: NOW + 2000 }, words, NOW)).toBe(NOW + 2000)
    expect(endOfWait({}, 'Retry after 30 seconds.', NOW)).toBe(NOW + 30_000)
    expect(endOfWait({}, 'Please try again in 2 minutes', NOW)).toBe(NOW + 120_000)
    expect(endOfWait({}, 'Slow down!', NOW)).toBe(NOW + 60_000)
  })
})

describe('endOfWait of short waits', () => {
  it('waits at least half a second and rounds up to milliseconds', () => {
    expect(endOfWait(pace({ 'Retry-After': '0' }), '', NOW)).toBe(NOW + 500)
    expect(endOfWait(pace({ 'Retry-After': '1.2345678' }), '', NOW)).toBe(NOW + 1235)
  })
})

describe('backoff', () => {
  it('doubles from one second to thirty with full jitter', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(longestBackoff)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ])
    expect(backoff(3, () => 0)).toBe(0)
    expect(backoff(3, () => 0.5)).toBe(2_000)
  })
})
