import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compressFiles } from '../../src/server/http/compressed-files.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Builds the pages of the yardsticks into `dist`, so that the same server serves all pages. */
export default defineConfig({
  root: at('pages'),
  base: '/bench/',
  plugins: [compressFiles()],
  build: {
    outDir: at('../../dist/bench'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['bare', 'hash', 'react-only', 'reading', 'uppy'].map((name) =>
        at(`pages/${name}.html`),
      ),
    },
  },
  worker: { format: 'es' },
})
