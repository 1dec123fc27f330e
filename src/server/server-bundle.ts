import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** Outside `dist/`, because every file in `dist/` is served. */
const BUNDLE_FOLDER = 'dist-server'

/** Builds the server together with the page, because Node 20 cannot run TypeScript. */
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
      // `closeBundle` awaits this promise. If the page build fails first, nothing does.
      building.catch(() => {})
    },
    async closeBundle() {
      await building
    },
  }
}

/** Writes `serve.js` with all its dependencies into the folder. */
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
