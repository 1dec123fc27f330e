// @ts-check

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {Record<string, number>} skipped Counts by reason.
 */

/** @type {(count: number, reason: string) => Record<string, number>} */
const skippedBy = (count, reason) => (count > 0 ? { [reason]: count } : {})

/** @type {readonly { kind: string, file: string, read: (results: any) => Counts }[]} */
const KINDS = [
  {
    kind: 'The unit tests',
    file: 'vitest.json',
    // A file that fails to load has no failed tests.
    read: ({ success, numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      failed: success ? numFailedTests : Math.max(1, numFailedTests),
      skipped: skippedBy(
        numPendingTests + numTodoTests,
        'unit tests whose programs are not installed, such as nginx or workerd',
      ),
    }),
  },
  {
    kind: 'The stories',
    file: 'playwright.json',
    read: ({ stats, errors }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: skippedBy(stats.skipped, 'stories that the source skips'),
    }),
  },
  { kind: 'The smoke tests', file: 'smoke.json', read: (counts) => counts },
]

/**
 * Sums the tests of all kinds. Missing and broken results count as a failure.
 *
 * @param {(file: string) => string | undefined} readFile
 * @returns {{ lines: string[], isSuccess: boolean }} The last line is "N passed, N failed". Skipped
 *   tests have lines before it.
 */
export function sumResults(readFile) {
  const lines = []
  let passed = 0
  let failed = 0
  for (const { kind, file, read } of KINDS) {
    const counts = parse(readFile(file), read)
    if (counts === undefined) {
      lines.push(`${kind} have no results. They count as 1 failed.`)
      failed += 1
      continue
    }
    passed += counts.passed
    failed += counts.failed
    for (const [reason, count] of Object.entries(counts.skipped)) {
      lines.push(`${count} skipped: ${reason}`)
    }
  }
  return { lines: [...lines, `${passed} passed, ${failed} failed`], isSuccess: failed === 0 }
}

/**
 * @param {string | undefined} text
 * @param {(results: any) => Counts} read
 * @returns {Counts | undefined} Undefined if the results are missing or broken.
 */
function parse(text, read) {
  if (text === undefined) return undefined
  try {
    const counts = read(JSON.parse(text))
    const numbers = [counts.passed, counts.failed, ...Object.values(counts.skipped)]
    return numbers.every(Number.isInteger) ? counts : undefined
  } catch {
    return undefined
  }
}
