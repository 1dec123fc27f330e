// @ts-check
// Prints "N passed, N failed" for the unit tests and the browser stories together.
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
const { expected = 0, flaky = 0, unexpected = 0 } = stories?.stats ?? {}
const passed = (unit?.numPassedTests ?? 0) + expected + flaky
const failed = (unit?.numFailedTests ?? 0) + unexpected
if (flaky > 0) console.log(`Stories that passed only at the second try: ${flaky}. Look into them.`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = unit && stories && failed === 0 ? 0 : 1
