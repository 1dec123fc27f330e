import { describe, expect, test } from 'vitest'
import { readFaultPlan } from '../../core/sandbox/read-fault-plan.ts'
import { buildFault, EVERY_KIND, FIRST_DRAFT, fieldsOf, MEETS } from './fault-draft.ts'
import { FieldError } from './field-error.ts'
import { buildRateLimit, draftRate, findTelling, TELLINGS } from './rate-draft.ts'

describe('a fault of the form', () => {
  test.each(MEETS)('“$label” is one that the sandbox knows', ({ value }) => {
    const fault = buildFault({ ...FIRST_DRAFT, meet: value, times: ' 3 ', early: true })
    expect(fault.times).toBe(3)
    expect(readFaultPlan(JSON.stringify({ next: [fault] }))).toMatchObject({
      plan: { next: [fault] },
    })
  })

  test('has what its kind has, and nothing that was typed for another', () => {
    const draft = { ...FIRST_DRAFT, status: '418', afterBytes: '7', message: ' No ', early: true }
    expect(buildFault({ ...draft, meet: '401' })).toEqual({
      kind: 'answer',
      status: 401,
      message: 'No',
      early: true,
      times: 1,
    })
    expect(buildFault({ ...draft, meet: 'another-status' })).toMatchObject({ status: 418 })
    expect(buildFault({ ...draft, meet: 'html' })).toEqual({ kind: 'html', status: 418, times: 1 })
    expect(buildFault({ ...draft, meet: 'break' })).toEqual({
      kind: 'break',
      afterBytes: 7,
      times: 1,
    })
    expect(buildFault({ ...draft, meet: 'silence' })).toEqual({ kind: 'silence', times: 1 })
  })

  test('leaves to the sandbox what was not typed', () => {
    expect(buildFault(FIRST_DRAFT)).toEqual({ kind: 'answer', status: 503, times: 1 })
  })

  test.each([
    [{ times: '' }, 'How many', /is empty/],
    [{ times: 'two' }, 'How many', /must be a number such as 10, not “two”/],
    [{ meet: 'html', status: '0x10' }, 'Status', /not “0x10”/],
    [{ meet: 'stall', afterBytes: '1e400' }, 'After bytes', /not “1e400”/],
  ] as const)('%o is complained of at its field', (part, field, sentence) => {
    const build = () => buildFault({ ...FIRST_DRAFT, ...part })
    expect(build).toThrow(FieldError)
    expect(build).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
    )
  })

  test('shows the fields that it needs', () => {
    expect(fieldsOf('503')).toEqual({ status: false, afterBytes: false, answer: true })
    expect(fieldsOf('another-status')).toEqual({ status: true, afterBytes: false, answer: true })
    expect(fieldsOf('html')).toEqual({ status: true, afterBytes: false, answer: false })
    expect(fieldsOf('stall')).toEqual({ status: false, afterBytes: true, answer: false })
  })
})

test('by chance comes every kind that can be chosen, once', () => {
  const kinds = EVERY_KIND.map(({ kind }) => kind)
  expect(new Set(kinds)).toEqual(
    new Set(MEETS.map(({ value }) => buildFault({ ...FIRST_DRAFT, meet: value }).kind)),
  )
  expect(kinds).toHaveLength(new Set(kinds).size)
})

describe('a rate limit of the form', () => {
  test.each(TELLINGS)('told by “$label” comes back as it was', ({ value }) => {
    const draft = { calls: '7', seconds: '0.5', telling: value, nested: true }
    const limit = buildRateLimit(draft)
    expect(readFaultPlan(JSON.stringify({ rateLimit: limit }))).toMatchObject({
      plan: { rateLimit: limit },
    })
    expect(draftRate(limit)).toEqual(draft)
  })

  test('is an ordinary one until somebody says otherwise', () => {
    expect(buildRateLimit(draftRate(null))).toMatchObject({ limit: 10, seconds: 60, nested: false })
  })

  test('may be told in a way that only a program chooses', () => {
    const limit = { limit: 1, seconds: 1, tells: ['reset-iso' as const], nested: false }
    expect(findTelling(limit)).toBeUndefined()
    expect(draftRate(limit).telling).toBe('headers')
  })

  test('without a number is complained of', () => {
    expect(() => buildRateLimit({ ...draftRate(null), calls: ' ' })).toThrow('“Calls” is empty')
  })
})
