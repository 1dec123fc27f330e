// @ts-check
// Prints the sum of unit tests, stories and smoke tests as "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs'
import { sumResults } from './support/sum-results.mjs'

const { lines, isSuccess } = sumResults((name) => {
  const file = new URL(`results/${name}`, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
})
console.log(lines.join('\n'))
process.exitCode = isSuccess ? 0 : 1
