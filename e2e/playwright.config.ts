import { rmSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from './support/chromium.ts'
import { PRESSES } from './support/presses.ts'

// Clears the record once per run. Workers load this file, too.
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(PRESSES, { force: true })

/** Each worker starts its servers once. Each story gets them without uploads and faults. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results/stories',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // Stories wait for what a person sees, which can take long on a slow machine.
  timeout: 90_000,
  expect: { timeout: 25_000 },
  reporter: [['list'], ['json', { outputFile: 'results/playwright.json' }]],
  use: {
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // A service worker answers before the routes of a story. Stories about it allow it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'stories', testMatch: 'stories/*.spec.ts' },
    { name: 'shots', testMatch: 'shots.ts', timeout: 15 * 60_000 },
    { name: 'picture', testMatch: 'picture.ts' },
    { name: 'soak', testMatch: 'soak.ts', timeout: 40 * 60_000 },
    { name: 'slow', testMatch: 'slow.ts', timeout: 10 * 60_000 },
  ],
})
