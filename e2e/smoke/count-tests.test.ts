import { describe, expect, it } from 'vitest'
import { countTests } from './count-tests.ts'

type Outcome = ReturnType<Parameters<typeof countTests>[0][number]['outcome']>

const ended = (outcome: Outcome, skip?: string) => ({
  outcome: () => outcome,
  annotations: skip === undefined ? [] : [{ type: 'skip', description: skip }],
})

describe('the counts of smoke tests', () => {
  it('counts each test by its outcome', () => {
    const tests = [ended('expected'), ended('expected'), ended('unexpected'), ended('flaky')]
    expect(countTests(tests, 0)).toEqual({ passed: 3, failed: 1, skipped: {} })
  })

  it('counts skipped tests by their reason', () => {
    const tests = [
      ended('expected'),
      ended('skipped', 'No Firefox'),
      ended('skipped', 'No Firefox'),
    ]
    expect(countTests(tests, 0)).toEqual({ passed: 1, failed: 0, skipped: { 'No Firefox': 2 } })
  })

  it('counts tests as failed when they did not run', () => {
    expect(countTests([ended('unexpected'), ended('skipped')], 0).failed).toBe(2)
  })

  it('counts errors outside of tests as failures', () => {
    expect(countTests([ended('expected')], 2)).toEqual({ passed: 1, failed: 2, skipped: {} })
  })

  it('fails when there are no tests', () => {
    expect(countTests([], 0).failed).toBe(1)
  })
})
