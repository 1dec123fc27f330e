import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** Beside `dist/`, whose files are all served. */
const BUNDLE_FOLDER = 'dist-server'

/** Builds the server together with the page, for Node 20 runs no TypeScript. */
export function bundleServer(): Plugin {
  let root = ''
  let building: Promise<void> | undefined
  return {
    name: 'refdrop-bundle-server',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    buildStart() {
      building ??= buildServer(root, join(root, BUNDLE_FOLDER))
      // It is awaited at the end, when the page may have failed before.
      building.catch(() => {})
    },
    async closeBundle() {
      await building
    },
  }
}

/** Writes `serve.js` into the folder, with every library that it needs. */
export async function buildServer(root: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: 'src/server/http/serve.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'serve.js', codeSplitting: false } },
    },
  })
}
