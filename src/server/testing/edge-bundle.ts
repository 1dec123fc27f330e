import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const SERVER = fileURLToPath(new URL('../', import.meta.url))

/** The path from which a module imports the handler. */
export const HANDLER = './src/server/edge/handler.ts'

/** Bundles a module as `main.js`. Imports below `./src/server/` may come from any folder. */
export async function bundleModule(source: string, folder: string): Promise<void> {
  const entry = join(folder, 'entry.js')
  await writeFile(entry, source.replaceAll(`'./src/server/`, `'${SERVER}`))
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    publicDir: false,
    ssr: { target: 'webworker', noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
    },
  })
}
