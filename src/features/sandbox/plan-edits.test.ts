import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../core/api/problem.ts'
import { type Fault, type FaultPlan, NO_FAULTS } from '../../core/sandbox/faults.ts'
import { FLAWS } from '../../core/sandbox/flaws.ts'
import { readFaultPlan } from '../../core/sandbox/read-fault-plan.ts'
import { describeFault, describeSeen, explainFailure, summarize } from './describe-faults.ts'
import { countFailures } from './failure-count.ts'
import { FIRST_DRAFT } from './fault-draft.ts'
import { addFault, limitRate, listEntries, setChance, setFlaws, setSpeed } from './plan-edits.ts'
import { draftRate } from './rate-draft.ts'
import { FLAW_WORDS, words } from './words.ts'

const unavailable: Fault = { kind: 'answer', status: 503, times: 2 }
const silence: Fault = { kind: 'silence', times: 1 }
const broken: Fault = { kind: 'break', afterBytes: 1024, times: 1 }

function planWith(part: Partial<FaultPlan>): FaultPlan {
  return { ...NO_FAULTS, ...part }
}

describe('plan edit', () => {
  test('an edit keeps the rest of the plan', () => {
    const before = planWith({ latency: 20, next: [silence] })
    const after = [addFault(FIRST_DRAFT), limitRate(draftRate(null)), setChance('7')].reduce(
      (plan, edit) => edit(plan),
      before,
    )
    expect(after).toMatchObject({
      latency: 20,
      next: [silence, { kind: 'answer', status: 503 }],
      rateLimit: { limit: 10 },
      chance: { share: 0.07 },
    })
    expect(before.next).toEqual([silence])
    expect(readFaultPlan(JSON.stringify(after))).toEqual({ plan: after })
  })

  test('setSpeed removes a limit when its field is empty', () => {
    const before = planWith({ latency: 20, bytesPerSecond: 30 })
    expect(setSpeed({ latency: '', bytesPerSecond: ' ' })(before)).toEqual(NO_FAULTS)
    expect(setSpeed({ latency: '5', bytesPerSecond: '1000' })(before)).toEqual(
      planWith({ latency: 5, bytesPerSecond: 1000 }),
    )
    expect(() => setSpeed({ latency: 'slow', bytesPerSecond: '' })).toThrow('“Latency in ms” must')
  })

  test('setFlaws replaces the flaws', () => {
    const before = planWith({ latency: 20, flaws: ['no-ranges', 'takes-empty'] })
    const after = setFlaws(['takes-empty', 'odd-errors'])(before)
    expect(after).toEqual(planWith({ latency: 20, flaws: ['takes-empty', 'odd-errors'] }))
    expect(readFaultPlan(JSON.stringify(after))).toEqual({ plan: after })
    expect(setFlaws([])(after)).toEqual(planWith({ latency: 20 }))
  })

  test('setChance removes the chance when it is zero', () => {
    expect(setChance('0')(setChance('50')(NO_FAULTS))).toEqual(NO_FAULTS)
  })
})

describe('listEntries', () => {
  const all = planWith({
    next: [unavailable, broken],
    rateLimit: { limit: 10, seconds: 60, tells: ['reset-iso'], nested: true },
    latency: 1500,
    bytesPerSecond: 65_536,
    chance: { share: 0.055, faults: [{ kind: 'silence' }] },
    flaws: ['takes-any-key', 'no-ranges'],
  })

  test('listEntries lists every part of the plan, and countFailures counts them', () => {
    expect(listEntries(all).map(({ text }) => text)).toEqual([
      '2 × 503 unavailable',
      '1 × connection breaks, after 1,024 bytes',
      '10 calls a minute, reported by reset-iso',
      'Every response 1,500 ms late',
      'Bodies read at 64 KB a second',
      '5.5% of uploads fail at random',
      'Takes any key',
      'Serves no ranges',
    ])
    expect(countFailures(all)).toBe(listEntries(all).length)
    expect(listEntries(NO_FAULTS)).toEqual([])
    expect(countFailures(NO_FAULTS)).toBe(0)
  })

  test('remove edits empty the plan one by one', () => {
    const left = listEntries(all).reduce((plan, { remove }) => remove(plan), all)
    expect(left).toEqual(NO_FAULTS)
  })

  test('remove finds its fault when earlier faults are used up', () => {
    const [, entry] = listEntries(planWith({ next: [silence, unavailable, broken] }))
    const newest = planWith({ next: [{ ...unavailable, times: 1 }, broken] })
    expect(entry?.remove(newest).next).toEqual([broken])
  })

  test('remove keeps the flaws that were added later', () => {
    const [entry] = listEntries(planWith({ flaws: ['takes-any-key'] }))
    const newest = planWith({ flaws: ['odd-errors', 'takes-any-key', 'no-ranges'] })
    expect(entry?.remove(newest).flaws).toEqual(['odd-errors', 'no-ranges'])
  })

  test('remove does nothing when its fault is used up', () => {
    const [entry] = listEntries(planWith({ next: [silence, broken] }))
    const newest = planWith({ next: [broken] })
    expect(entry?.remove(newest)).toBe(newest)
  })
})

describe('fault words', () => {
  test.each<[Fault, string]>([
    [
      { kind: 'answer', status: 413, early: true, times: 1 },
      '1 × 413 too large, before reading the body',
    ],
    [{ kind: 'answer', status: 400, message: 'No.', times: 2 }, '2 × 400, “No.”'],
    [{ kind: 'html', status: 403, times: 2 }, '2 × CDN page with 403'],
    [{ kind: 'stall', afterBytes: 1, times: 1 }, '1 × stands still, after 1 byte'],
    [{ kind: 'lost-answer', times: 3 }, '3 × stored, response lost'],
    [{ kind: 'silence', times: 1 }, '1 × no response'],
    [{ kind: 'wrong-hash', times: 2 }, '2 × another hash'],
    [{ kind: 'wrong-size', times: 1 }, '1 × another size'],
    [{ kind: 'wrong-url', times: 1 }, '1 × other bytes at the URL'],
  ])('describeFault describes %o', (fault, text) => {
    expect(describeFault(fault)).toBe(text)
  })

  test.each([
    [1, '10 calls a second'],
    [60, '10 calls a minute'],
    [3600, '10 calls an hour'],
    [0.5, '10 calls in 0.5 s'],
  ])('the rate is worded for a window of %d s', (seconds, text) => {
    expect(words.rate(10, seconds)).toBe(text)
  })

  test('summarize writes one line, and nothing for an empty plan', () => {
    expect(summarize(NO_FAULTS)).toBe('')
    expect(summarize(limitRate(draftRate(null))(planWith({ next: [unavailable] })))).toBe(
      '2 × 503 unavailable, 10 calls a minute',
    )
    expect(summarize(planWith({ next: [unavailable, { ...unavailable, times: 1 }] }))).toBe(
      '3 × 503 unavailable',
    )
    expect(summarize(planWith({ next: [unavailable, silence], latency: 300 }))).toBe(
      '3 failures, 300 ms late',
    )
    expect(summarize(setChance('7')(planWith({ bytesPerSecond: 1024 })))).toBe(
      '1 KB a second, 7% of uploads fail at random',
    )
  })

  test('summarize names one flaw and counts several', () => {
    expect(summarize(planWith({ flaws: ['takes-any-key'] }))).toBe('takes any key')
    expect(summarize(planWith({ flaws: ['takes-any-key', 'no-ranges'], latency: 1 }))).toBe(
      '1 ms late, 2 flaws',
    )
  })

  test('every flaw has words of its own', () => {
    const texts = FLAWS.map((flaw) => FLAW_WORDS[flaw])
    expect(new Set(texts).size).toBe(FLAWS.length)
    for (const text of texts) expect(text).toMatch(/^[A-Z][^.]+$/)
  })

  test('describeSeen counts the uploads', () => {
    const seen = { uploads: 12, accepted: 9, limited: 2, faulted: 1, stored: 8 }
    expect(describeSeen(seen)).toBe('12 uploads, 9 accepted, 2 limited, 1 failed, 8 stored')
    expect(describeSeen({ ...seen, uploads: 1 })).toMatch(/^1 upload, /)
  })

  test('explainFailure prefers the words of the sandbox', () => {
    const refused = { kind: 'refused', status: 400, code: '', message: 'latency must be…' } as const
    expect(explainFailure(new ProblemError(refused))).toBe('latency must be…')
    expect(explainFailure(new ProblemError({ kind: 'no-connection' }))).toMatch(/connection broke/)
  })
})
