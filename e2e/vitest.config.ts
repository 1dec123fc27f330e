import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_ARGS, findChromium } from './support/chromium.ts'

/**
 * Unit and contract tests run in Node. Tests of hashing, storage and HTTP run in the real browser.
 * `--mode deep` runs each property thousands of times.
 */
export default defineConfig(({ mode }) => ({
  root: new URL('..', import.meta.url).pathname,
  test: {
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'e2e/results/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['src/**/*.test.ts', 'e2e/{benchmark,smoke,support}/*.test.ts'],
          exclude: ['src/**/*.browser.test.{ts,tsx}'],
          testTimeout: mode === 'deep' ? 20 * 60_000 : 20_000,
          hookTimeout: 60_000,
          setupFiles: mode === 'deep' ? ['e2e/support/deep-properties.ts'] : [],
          // Each file cleans up after itself. Isolation adds half a minute.
          isolate: false,
        },
      },
      {
        extends: true,
        // Vite reloads the page when it finds a dependency during a run, and workers fail to start.
        optimizeDeps: {
          include: [
            '@tanstack/react-query',
            'hash-wasm',
            'idb',
            'lucide-react',
            'react',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'react-dom',
            'react-dom/client',
            'react-dropzone',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}))
