import { defineConfig } from '@playwright/test'
import { ENGINE_NAMES, type EngineName } from './engines.ts'

/** Runs two engines at a time. Each engine uses one browser for all tests. */
export default defineConfig<object, { engine: EngineName }>({
  testDir: '.',
  testMatch: '*.smoke.ts',
  outputDir: '../results/smoke',
  globalSetup: './install-engines.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // A browser that fails to start fails each of its tests after a while.
  maxFailures: 8,
  // The drivers lose a command now and then. The reporter names each test that needed a retry.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: './reporter.ts',
  projects: ENGINE_NAMES.map((engine) => ({ name: engine, workers: 1, use: { engine } })),
})
