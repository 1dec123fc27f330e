import { describe, expect, test } from 'vitest'
import { readFaultPlan } from '../../core/sandbox/read-fault-plan.ts'
import { buildFault, EVERY_KIND, FAULT_CHOICES, FIRST_DRAFT, fieldsOf } from './fault-draft.ts'
import { FieldError } from './field-error.ts'
import { buildRateLimit, draftRate, findSignal, LIMIT_SIGNALS } from './rate-draft.ts'

describe('fault draft', () => {
  test.each(FAULT_CHOICES)('buildFault makes a valid fault for “$label”', ({ value }) => {
    const fault = buildFault({ ...FIRST_DRAFT, choice: value, times: ' 3 ', early: true })
    expect(fault.times).toBe(3)
    expect(readFaultPlan(JSON.stringify({ next: [fault] }))).toMatchObject({
      plan: { next: [fault] },
    })
  })

  test('buildFault ignores the fields of other kinds', () => {
    const draft = { ...FIRST_DRAFT, status: '418', afterBytes: '7', message: ' No ', early: true }
    expect(buildFault({ ...draft, choice: '401' })).toEqual({
      kind: 'answer',
      status: 401,
      message: 'No',
      early: true,
      times: 1,
    })
    expect(buildFault({ ...draft, choice: 'another-status' })).toMatchObject({ status: 418 })
    expect(buildFault({ ...draft, choice: 'html' })).toEqual({
      kind: 'html',
      status: 418,
      times: 1,
    })
    expect(buildFault({ ...draft, choice: 'break' })).toEqual({
      kind: 'break',
      afterBytes: 7,
      times: 1,
    })
    expect(buildFault({ ...draft, choice: 'silence' })).toEqual({ kind: 'silence', times: 1 })
  })

  test('buildFault omits the fields that are empty', () => {
    expect(buildFault(FIRST_DRAFT)).toEqual({ kind: 'answer', status: 503, times: 1 })
  })

  test.each([
    [{ times: '' }, 'How many', /is empty/],
    [{ times: 'two' }, 'How many', /must be a number such as 10, not “two”/],
    [{ choice: 'html', status: '0x10' }, 'Status', /not “0x10”/],
    [{ choice: 'stall', afterBytes: '1e400' }, 'After bytes', /not “1e400”/],
  ] as const)('buildFault names the wrong field of %o', (part, field, sentence) => {
    const build = () => buildFault({ ...FIRST_DRAFT, ...part })
    expect(build).toThrow(FieldError)
    expect(build).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
    )
  })

  test('fieldsOf shows the fields of the kind', () => {
    expect(fieldsOf('503')).toEqual({ status: false, afterBytes: false, answer: true })
    expect(fieldsOf('another-status')).toEqual({ status: true, afterBytes: false, answer: true })
    expect(fieldsOf('html')).toEqual({ status: true, afterBytes: false, answer: false })
    expect(fieldsOf('stall')).toEqual({ status: false, afterBytes: true, answer: false })
  })
})

test('EVERY_KIND has each kind of the list once', () => {
  const kinds = EVERY_KIND.map(({ kind }) => kind)
  expect(new Set(kinds)).toEqual(
    new Set(FAULT_CHOICES.map(({ value }) => buildFault({ ...FIRST_DRAFT, choice: value }).kind)),
  )
  expect(kinds).toHaveLength(new Set(kinds).size)
})

describe('rate draft', () => {
  test.each(LIMIT_SIGNALS)('draftRate restores a limit with “$label”', ({ value }) => {
    const draft = { calls: '7', seconds: '0.5', signal: value, nested: true }
    const limit = buildRateLimit(draft)
    expect(readFaultPlan(JSON.stringify({ rateLimit: limit }))).toMatchObject({
      plan: { rateLimit: limit },
    })
    expect(draftRate(limit)).toEqual(draft)
  })

  test('findSignal names the documents of the version when a limit states no signals', () => {
    expect(findSignal({ limit: 1, seconds: 1, nested: false })?.value).toBe('documented')
  })

  test('draftRate has a common limit when the plan has none', () => {
    expect(buildRateLimit(draftRate(null))).toMatchObject({ limit: 10, seconds: 60, nested: false })
  })

  test('draftRate falls back to headers when the form does not offer the signal', () => {
    const limit = { limit: 1, seconds: 1, tells: ['reset-iso' as const], nested: false }
    expect(findSignal(limit)).toBeUndefined()
    expect(draftRate(limit).signal).toBe('headers')
  })

  test('buildRateLimit throws when a number is missing', () => {
    expect(() => buildRateLimit({ ...draftRate(null), calls: ' ' })).toThrow('“Calls” is empty')
  })
})
