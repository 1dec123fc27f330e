import type { TestCase } from '@playwright/test/reporter'

/** The counts that `count-results.mjs` adds up. */
export interface TestCounts {
  passed: number
  failed: number
  /** Counts by reason. */
  skipped: Record<string, number>
}

/** Maximum tests of one engine. `world.ts` has the maxima of their files and bytes. */
export const MAX_TESTS = 24

/**
 * Counts tests by their outcome. Tests that did not run because others failed count as failed, and
 * so does a run without tests.
 *
 * @param errors outside of tests. Each is a failure.
 */
export function countTests(
  tests: readonly Pick<TestCase, 'outcome' | 'annotations'>[],
  errors: number,
): TestCounts {
  const counts: TestCounts = { passed: 0, failed: errors, skipped: {} }
  for (const test of tests) {
    const skip = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
    // A flaky test passed at its second try.
    if (['expected', 'flaky'].includes(test.outcome())) counts.passed += 1
    else if (test.outcome() === 'skipped' && skip !== undefined) {
      const reason = skip.description ?? 'smoke tests that the source skips'
      counts.skipped[reason] = (counts.skipped[reason] ?? 0) + 1
    } else counts.failed += 1
  }
  if (tests.length === 0) counts.failed = Math.max(1, errors)
  return counts
}
