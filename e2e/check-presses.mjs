// @ts-check
// Lists the buttons and menu items that the stories show but never press. Run it after all stories.
import { readFileSync } from 'node:fs'
import { countPresses } from './support/press-names.mjs'

const record = readFileSync(new URL('results/presses.ndjson', import.meta.url), 'utf8')
const { pressed, missing } = countPresses(record)
for (const name of missing) console.log(`No story presses: ${name}`)
console.log(`${pressed} buttons pressed, ${missing.length} never pressed`)
process.exitCode = missing.length > 0 || pressed === 0 ? 1 : 0
