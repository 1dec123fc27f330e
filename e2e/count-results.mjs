// @ts-check
// Prints the sum of unit tests and stories as "N passed, N failed".
import { readFileSync } from 'node:fs'

/** @param {string} name */
function resultsOf(name) {
  try {
    return JSON.parse(readFileSync(new URL(`results/${name}`, import.meta.url), 'utf8'))
  } catch {
    return undefined
  }
}

const unit = resultsOf('vitest.json')
const stories = resultsOf('playwright.json')
const passed = (unit?.numPassedTests ?? 0) + (stories?.stats.expected ?? 0)
const failed =
  (unit?.numFailedTests ?? 0) + (stories ? stories.stats.unexpected + stories.stats.flaky : 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = unit && stories && failed === 0 ? 0 : 1
