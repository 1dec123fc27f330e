// @ts-check
import { fileURLToPath } from 'node:url'
import { build, loadConfigFromFile } from 'vite'

/**
 * Builds the page into the given folder, with another name in its header. Skips minification and
 * compression, which take most of the time.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const [, , outDir = '', name = ''] = process.argv

/** Plugins whose output already exists, or that only make files smaller. */
const UNUSED =
  /^refdrop-(build-languages|bundle-server|compress-files|flat-words|name-react|plain-imports|slim-.*)$/

/** @type {import('vite').Plugin} */
const rename = {
  name: 'rename',
  enforce: 'pre',
  transform: {
    filter: { id: /src\/app\/words\.ts$/ },
    handler: (code) => code.replace("name: 'Refdrop'", `name: '${name}'`),
  },
}

const loaded = await loadConfigFromFile(
  { command: 'build', mode: 'production' },
  fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
)
const { plugins = [], build: options, ...config } = loaded?.config ?? {}
const flat = /** @type {import('vite').Plugin[]} */ (await Promise.all(plugins.flat(3)))
await build({
  ...config,
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  plugins: [rename, ...flat.filter((one) => one && !UNUSED.test(one.name))],
  build: { ...options, outDir, emptyOutDir: true, minify: false },
})
