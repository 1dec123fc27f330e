// @ts-check
// Reports banned words in comments, test names and Markdown: `npm run words -- [PATH…]`.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isChecked, isIn, reportWords } from './words-in-file.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SCOPE = ['src', 'e2e', 'vite.config.ts', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const SKIPPED = ['node_modules', 'results']

/**
 * @param {string} path Relative to the root, as all paths here.
 * @returns {string[]} The files in a folder, or the file itself.
 */
function filesIn(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path]
  return readdirSync(join(ROOT, path))
    .filter((name) => !SKIPPED.includes(name))
    .flatMap((name) => filesIn(join(path, name)))
}

const given = process.argv.slice(2)
const missing = given.filter((path) => !existsSync(path))
if (missing.length > 0) {
  console.error(`Not found: ${missing.join(', ')}`)
  process.exit(2)
}

const places = given.map((path) => relative(ROOT, resolve(path)))
const files = SCOPE.filter((path) => existsSync(join(ROOT, path)))
  .flatMap(filesIn)
  .filter((path) => isChecked(path) && (places.length === 0 || isIn(path, places)))
const reports = files
  .map((path) => reportWords(path, readFileSync(join(ROOT, path), 'utf8')))
  .filter((lines) => lines.length > 0)
const lines = reports.flat()
for (const line of lines) console.log(line)
console.log(
  lines.length === 0
    ? `No banned words in ${files.length} files`
    : `${lines.length} banned words in ${reports.length} files`,
)
process.exitCode = lines.length === 0 ? 0 : 1
