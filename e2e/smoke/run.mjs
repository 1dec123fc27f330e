// @ts-check
// Runs the smoke test of the built page in each installed engine.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findEngines } from './engines.mjs'

const { values } = parseArgs({ options: { 'installed-only': { type: 'boolean', default: false } } })

const engines = Object.entries(findEngines())
const absent = engines.filter(([, { missing }]) => missing.length > 0)
for (const [, { title, missing, install }] of absent) {
  console.log(`${title} is not installed (no ${missing.join(', no ')}). To install it: ${install}.`)
}

const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const projects = engines
  .filter((engine) => !absent.includes(engine))
  .flatMap(([name]) => ['--project', name])
const { status } =
  projects.length > 0
    ? spawnSync(process.execPath, [cli, 'test', '--config', config, ...projects], {
        stdio: 'inherit',
      })
    : { status: 0 }
if (projects.length === 0) console.log('0 passed, 0 failed')
process.exitCode =
  status === 0 && absent.length > 0 && !values['installed-only'] ? 1 : (status ?? 1)
