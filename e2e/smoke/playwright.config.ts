import { defineConfig } from '@playwright/test'
import type { EngineName } from './engines.mjs'

/** Runs both engines in parallel. Each engine uses one browser for all steps. */
export default defineConfig<object, { engine: EngineName }>({
  testDir: '.',
  testMatch: '*.smoke.ts',
  outputDir: '../results/smoke',
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: './reporter.ts',
  projects: [
    { name: 'firefox', use: { engine: 'firefox' } },
    { name: 'webkit', use: { engine: 'webkit' } },
  ],
})
