import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { type Language, languageSuffix, offlineScript } from '../core/text/languages.ts'
import { translate } from './language-build.ts'

/** The service worker recognizes pages of Refdrop by this mark. `npm run dev` has neither. */
const MARK = { name: 'application-name', content: 'Refdrop' }
const PAGE_MARK = `<meta name="${MARK.name}" content="${MARK.content}">`

/** The theme colours of an installed app: the header's background in `tokens.css`. */
export const THEME = { light: '#ffffff', dark: '#131412' }

/** Files that the worker does not store: compressed copies and source maps. */
const UNUSED = /\.(br|gz|map)$/

/**
 * Builds the service worker of the page in one language, with the list of the files that it stores.
 * Links the manifest, and translates it.
 *
 * @param source path of the worker
 */
export function buildOfflineWorker(language: Language, source: string): Plugin {
  const suffix = languageSuffix(language)
  const script = offlineScript(language)
  const manifest = `manifest${suffix}.webmanifest`
  let publicFolder = ''
  return {
    name: 'refdrop-offline-worker',
    apply: 'build',
    config: () => ({ define: { 'import.meta.env.OFFLINE_WORKER': JSON.stringify(script) } }),
    configResolved({ publicDir }) {
      publicFolder = publicDir
    },
    transformIndexHtml: () => [
      { tag: 'meta', attrs: MARK, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'manifest', href: manifest }, injectTo: 'head' },
      ...Object.entries(THEME).map(([theme, content]) => ({
        tag: 'meta',
        attrs: { name: 'theme-color', media: `(prefers-color-scheme: ${theme})`, content },
        injectTo: 'head' as const,
      })),
    ],
    async generateBundle() {
      if (suffix === '') return
      const { description, ...english } = JSON.parse(
        await readFile(join(publicFolder, 'manifest.webmanifest'), 'utf8'),
      )
      const translated = {
        ...english,
        lang: language,
        description: translate(language, description),
      }
      this.emitFile({ type: 'asset', fileName: manifest, source: JSON.stringify(translated) })
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir: folder = '' }, bundle) {
        const built = Object.keys(bundle).filter((name) => !UNUSED.test(name))
        const files: Record<string, string> = {}
        // Another build may not have copied these yet.
        for (const name of await listFiles(publicFolder)) files[name] = join(publicFolder, name)
        for (const name of built) files[name.endsWith('.html') ? '' : name] = join(folder, name)
        await writeFile(join(folder, script), await buildWorker(source, await hashFiles(files)))
      },
    },
  }
}

async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** @returns hashes as in an `integrity` attribute, by path */
async function hashFiles(files: Record<string, string>): Promise<Record<string, string>> {
  const paths = Object.keys(files).sort()
  const hashes = paths.map(async (path) => {
    const content = await readFile(files[path] as string)
    return [path, `sha256-${createHash('sha256').update(content).digest('base64')}`] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}

/** One script without imports, because browsers load it by itself. */
async function buildWorker(source: string, files: Record<string, string>): Promise<string> {
  const list = JSON.stringify(files)
  const revision = createHash('sha256').update(list).digest('hex').slice(0, 12)
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      BUILD_FILES: list,
      BUILD_REVISION: JSON.stringify(revision),
      PAGE_MARK: JSON.stringify(PAGE_MARK),
    },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: source, output: { format: 'iife' } },
    },
  })
  return (made as Rolldown.RolldownOutput).output[0].code
}
