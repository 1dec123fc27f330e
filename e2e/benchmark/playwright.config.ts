import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'

/** Runs all parts in sequence. `npm run bench -- hash` runs one part. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../results/bench',
  workers: 1,
  retries: 0,
  timeout: 60 * 60_000,
  reporter: './reporter.ts',
  use: {
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
    viewport: { width: 1280, height: 800 },
  },
})
