import { describe, expect, it } from 'vitest'
import { redactAll } from '../api/key.ts'
import { exchangeOf } from '../testing/made-exchanges.ts'
import { phaseOf, redactHeaders, subjectKey } from './exchange.ts'

const KEY = 'varg_0123456789abcdef'

describe('redactHeaders', () => {
  it.each([
    ['Authorization', `Bearer ${KEY}`, 'Bearer varg_…cdef'],
    ['authorization', KEY, 'varg_…cdef'],
    ['Authorization', 'Bearer varg_…cdef', 'Bearer varg_…cdef'],
    ['Authorization', 'Bearer varg_…', 'Bearer varg_…'],
    ['Authorization', 'Bearer varg_012.3456789abcdef', 'Bearer (not shown)'],
    ['Authorization', 'Bearer sk-0123456789', 'Bearer (not shown)'],
    ['Authorization', 'Basic dTpw', '(not shown)'],
    ['AUTHORIZATION', `Bearer ${KEY} ${KEY}`, 'Bearer (not shown)'],
    ['Set-Cookie', 'id=1', '(not shown)'],
    ['cookie', 'id=1', '(not shown)'],
    ['Proxy-Authorization', 'Basic dTpw', '(not shown)'],
    ['X-Echo', `key ${KEY}`, 'key varg_…cdef'],
    ['Content-Type', 'image/png', 'image/png'],
  ])('shows %s: %s as %s', (name, value, shown) => {
    expect(redactHeaders([[name, value]])).toEqual([[name, shown]])
    expect(redactHeaders([[name, shown]])).toEqual([[name, shown]])
  })

  it('masks keys in names and keeps order and duplicates', () => {
    const headers = [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
      [KEY, '4'],
    ] as const
    expect(redactHeaders(headers)).toEqual([
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
      ['varg_…cdef', '4'],
    ])
  })
})

describe('redactAll', () => {
  it('masks keys at any depth and copies everything else', () => {
    const data = { a: KEY, b: [1, null, { c: `x ${KEY}`, d: undefined, e: true }] }
    const before = structuredClone(data)
    expect(redactAll(data)).toEqual({
      a: 'varg_…cdef',
      b: [1, null, { c: 'x varg_…cdef', d: undefined, e: true }],
    })
    expect(data).toEqual(before)
  })

  it.each([
    [KEY, 'varg_…cdef'],
    [undefined, undefined],
    [1, 1],
    [null, null],
  ])('copies or masks %j', (data, redacted) => {
    expect(redactAll<unknown>(data)).toEqual(redacted)
  })
})

describe('phaseOf', () => {
  const none = { connected: undefined, sent: undefined, answered: undefined }
  it.each([
    [{}, 'connecting'],
    [{ connected: 0 }, 'sending'],
    [{ connected: 1, sent: 2 }, 'answering'],
    [{ sent: 2 }, 'answering'],
    [{ connected: 1, sent: 2, answered: 3 }, 'reading'],
    [{ answered: 3 }, 'reading'],
  ])('returns the phase for the timing %j: %s', (timing, phase) => {
    expect(phaseOf(exchangeOf({ response: undefined, timing: { ...none, ...timing } }))).toBe(phase)
  })

  it('returns reading when there is a response', () => {
    expect(phaseOf(exchangeOf({ timing: none }))).toBe('reading')
  })
})

it('subjectKey differs by gateway', () => {
  expect(subjectKey('varg', 'sha256:a')).toBe('varg sha256:a')
  expect(subjectKey('sandbox', 'sha256:a')).not.toBe(subjectKey('varg', 'sha256:a'))
})
