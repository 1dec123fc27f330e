import { describe, expect, it } from 'vitest'
import { sumResults } from './sum-results.mjs'

const UNIT = {
  success: true,
  numPassedTests: 100,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
}
const STORIES = { stats: { expected: 20, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }
const SMOKE = { passed: 3, failed: 0, skipped: {} }

interface Results {
  unit?: unknown
  stories?: unknown
  smoke?: unknown
}

/** Undefined omits a file. A string is its raw content. */
function sum(results: Results) {
  const { unit, stories, smoke } = { unit: UNIT, stories: STORIES, smoke: SMOKE, ...results }
  const files: Record<string, unknown> = {
    'vitest.json': unit,
    'playwright.json': stories,
    'smoke.json': smoke,
  }
  return sumResults((name) => {
    const content = files[name]
    return typeof content === 'object' ? JSON.stringify(content) : content?.toString()
  })
}

describe('the sum of all tests', () => {
  it('adds the tests of all kinds when all pass', () => {
    expect(sum({})).toEqual({ lines: ['123 passed, 0 failed'], isSuccess: true })
  })

  it('adds the failures of all kinds', () => {
    const results = {
      unit: { ...UNIT, success: false, numFailedTests: 2 },
      stories: { ...STORIES, stats: { ...STORIES.stats, unexpected: 3, flaky: 1 } },
      smoke: { ...SMOKE, failed: 5 },
    }
    expect(sum(results)).toEqual({ lines: ['123 passed, 11 failed'], isSuccess: false })
  })

  it('counts a failure when a file of unit tests does not load', () => {
    expect(sum({ unit: { ...UNIT, success: false } })).toEqual({
      lines: ['123 passed, 1 failed'],
      isSuccess: false,
    })
  })

  it('counts an error outside of the stories as a failure', () => {
    expect(sum({ stories: { ...STORIES, errors: [{ message: 'No port' }] } })).toEqual({
      lines: ['123 passed, 1 failed'],
      isSuccess: false,
    })
  })

  it('states skipped tests with their reasons before the last line', () => {
    const smoke = { ...SMOKE, skipped: { 'Firefox is not installed': 12, 'No WebKitGTK': 11 } }
    expect(sum({ unit: { ...UNIT, numTodoTests: 1 }, smoke })).toEqual({
      lines: [
        '1 skipped: unit tests whose programs are not installed, such as nginx or workerd',
        '12 skipped: Firefox is not installed',
        '11 skipped: No WebKitGTK',
        '123 passed, 0 failed',
      ],
      isSuccess: true,
    })
  })

  it.each([
    ['missing', undefined],
    ['no JSON', '{"passed": 3'],
    ['without a count', { passed: 3, skipped: {} }],
    ['null', 'null'],
  ])('counts a failure when the results of a kind are %s', (_, smoke) => {
    expect(sum({ smoke })).toEqual({
      lines: ['The smoke tests have no results. They count as 1 failed.', '120 passed, 1 failed'],
      isSuccess: false,
    })
  })

  it('counts a failure for each kind when there are no results', () => {
    const nothing = { unit: undefined, stories: undefined, smoke: undefined }
    const { lines, isSuccess } = sum(nothing)
    expect(lines.at(-1)).toBe('0 passed, 3 failed')
    expect(lines).toHaveLength(4)
    expect(isSuccess).toBe(false)
  })
})
