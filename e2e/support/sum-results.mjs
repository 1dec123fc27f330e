// @ts-check
import * as v from 'valibot'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {Record<string, number>} skipped Counts by reason.
 */

const Count = v.pipe(v.number(), v.integer())

/** @type {(count: number, reason: string) => Record<string, number>} */
const skippedBy = (count, reason) => (count > 0 ? { [reason]: count } : {})

const UnitTests = v.pipe(
  v.object({
    success: v.boolean(),
    numPassedTests: Count,
    numFailedTests: Count,
    numPendingTests: Count,
    numTodoTests: Count,
  }),
  v.transform(({ success, numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    // A file that fails to load has no failed tests.
    failed: success ? numFailedTests : Math.max(1, numFailedTests),
    skipped: skippedBy(
      numPendingTests + numTodoTests,
      'unit tests whose programs are not installed, such as nginx or workerd',
    ),
  })),
)

const Stories = v.pipe(
  v.object({
    stats: v.object({ expected: Count, unexpected: Count, flaky: Count, skipped: Count }),
    errors: v.array(v.unknown()),
  }),
  v.transform(({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: skippedBy(stats.skipped, 'stories that the source skips'),
  })),
)

const SmokeTests = v.object({ passed: Count, failed: Count, skipped: v.record(v.string(), Count) })

/** @type {readonly { kind: string, file: string, schema: v.GenericSchema<unknown, Counts> }[]} */
const KINDS = [
  { kind: 'The unit tests', file: 'vitest.json', schema: UnitTests },
  { kind: 'The stories', file: 'playwright.json', schema: Stories },
  { kind: 'The smoke tests', file: 'smoke.json', schema: SmokeTests },
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
  for (const { kind, file, schema } of KINDS) {
    const counts = parse(readFile(file), schema)
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
 * @param {v.GenericSchema<unknown, Counts>} schema
 * @returns {Counts | undefined} Undefined if the results are missing or broken.
 */
function parse(text, schema) {
  if (text === undefined) return undefined
  try {
    return v.parse(schema, JSON.parse(text))
  } catch {
    return undefined
  }
}
