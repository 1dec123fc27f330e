import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressFiles } from './src/server/http/compressed-files.ts'
import { LOOPBACK } from './src/server/loopback.mjs'
import { refdropServer } from './src/server/plugin.ts'
import { describeBadPort, parsePort } from './src/server/port.mjs'
import { preloadParts } from './src/server/preload-parts.ts'
import { bundleServer } from './src/server/server-bundle.ts'
import { StartError } from './src/server/start-error.ts'

const port = parsePort(process.env.PORT)
if (port === undefined) throw new StartError(describeBadPort(process.env.PORT))

/** Lazy modules that each page needs right after its first load. */
const PARTS = ['/app/open-session.ts', '/app/Workbench.tsx']

/** Stubs of packages that others import for what the page never does. */
const STUBS = {
  'file-selector': fileURLToPath(
    new URL('./src/features/drop/no-file-selector.ts', import.meta.url),
  ),
  debug: fileURLToPath(new URL('./src/hashing/no-debug.ts', import.meta.url)),
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    refdropServer(),
    preloadParts(PARTS),
    compressFiles(),
    bundleServer(),
  ],
  resolve: { alias: STUBS },
  server: {
    port,
    strictPort: true,
    host: LOOPBACK,
    // Only the page's own origin needs the server.
    cors: false,
  },
  build: {
    target: 'es2023',
    // The page prefetches all parts. Dependency lists of each part would cost 1 kB.
    modulePreload: false,
    // The content security policy forbids data: URLs for scripts, styles and fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The modules of the first load stay in one chunk.
            { name: 'index', tags: ['$initial'] },
            // Small modules that several parts share. Chunks of their own would add 1 kB.
            { name: 'ui', test: /src.ui.(?!highlight)|lucide-react/, minShareCount: 2 },
            { name: 'contract', test: /valibot|api.contract|typed-number/, minShareCount: 2 },
          ],
        },
        // size-limit recognizes the first load by the names of its chunks.
        chunkFileNames: ({ name }) =>
          `assets/${name === 'rolldown-runtime' ? 'shared' : 'lazy'}-[name]-[hash].js`,
      },
    },
  },
  worker: {
    format: 'es',
    // Drops the sets of all known types in file-type, which are unused. Saves 2 kB.
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['Set'] },
      output: {
        // Both workers hash. Their builds emit the same file for the library.
        codeSplitting: { groups: [{ name: 'library', test: /hash-wasm/ }] },
        chunkFileNames: 'assets/hash.worker-[name]-[hash].js',
      },
    },
  },
  // Vite discovers imports of workers late, and then reloads the page at the first drop.
  optimizeDeps: { include: ['file-type', 'hash-wasm'] },
})
