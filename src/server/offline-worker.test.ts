import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Language } from '../core/text/languages.ts'
import { translatePage } from './language-build.ts'
import { buildOfflineWorker, THEME } from './offline-worker.ts'

const WORKER = fileURLToPath(new URL('../offline/service-worker.ts', import.meta.url))

const MANIFEST = {
  name: 'Refdrop',
  lang: 'en',
  description: 'Drop reference media, get back stable URLs to paste into Varg generation requests.',
}

const SOURCES = {
  'index.html': '<head></head><script type="module" src="/page.js"></script>',
  'page.js': `console.log(import.meta.env.OFFLINE_WORKER); import('./part.js')`,
  'part.js': `console.log('part')`,
  'public/manifest.webmanifest': JSON.stringify(MANIFEST),
  'public/icons/192.png': 'icon',
}

let folder = ''
const dist = (path: string) => join(folder, 'dist', path)
const read = (path: string) => readFile(dist(path), 'utf8')

async function buildPage(language: Language = 'en'): Promise<void> {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      { ...translatePage(language), transformIndexHtml: undefined },
      buildOfflineWorker(language, WORKER),
    ],
    base: './',
    build: { sourcemap: true, modulePreload: { polyfill: false }, emptyOutDir: false },
  })
}

/** The list in a built worker: hashes by path. */
async function listIn(script: string): Promise<Record<string, string>> {
  const files = /"?[\w./-]*"?:`sha256-[^`]+`/g
  const lines = (await read(script)).match(files) ?? []
  return Object.fromEntries(
    lines.map((line) => {
      const [path = '', hash = ''] = line.split(':')
      return [path.replaceAll('"', ''), hash.replaceAll('`', '')]
    }),
  )
}

async function hashOf(path: string): Promise<string> {
  return `sha256-${createHash('sha256')
    .update(await readFile(dist(path)))
    .digest('base64')}`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refdrop-worker-'))
  for (const [path, text] of Object.entries(SOURCES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await buildPage()
})

afterAll(() => rm(folder, { recursive: true }))

it('lists the files of the page and the public files with their hashes', async () => {
  const list = await listIn('sw.js')
  const names = Object.keys(list).map((path) => path.replace(/-[\w-]{8}(?=\.js)/, ''))
  expect(names.sort()).toEqual([
    '',
    'assets/index.js',
    'assets/part.js',
    'icons/192.png',
    'manifest.webmanifest',
  ])
  for (const [path, hash] of Object.entries(list)) {
    expect(hash).toBe(await hashOf(path || 'index.html'))
  }
})

it('marks the page, links the manifest and names the worker', async () => {
  const page = await read('index.html')
  const mark = '<meta name="application-name" content="Refdrop">'
  expect(page).toContain(mark)
  expect(await read('sw.js')).toContain(mark)
  expect(page).toContain('<link rel="manifest" href="manifest.webmanifest">')
  const [, script = ''] = /src="\.\/(assets\/index-[^"]+)"/.exec(page) ?? []
  expect(await read(script)).toMatch(/console\.log\([`"']sw\.js[`"']\)/)
})

it('builds one script, which imports nothing', async () => {
  expect(await read('sw.js')).not.toMatch(/\bimport\b|\bexport\b/)
})

it('installs the worker when the browser rejects its routes', async () => {
  const listeners: Record<string, (event: object) => void> = {}
  const addAll = vi.fn(async (_: Request[]) => {})
  const self = {
    registration: { scope: 'https://drop.example/' },
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners[type] = listener
    },
  }
  const caches = { open: async () => ({ addAll }) }
  runInNewContext(await read('sw.js'), { self, caches, URL, Request })
  const work: Promise<unknown>[] = []
  listeners.install?.({
    waitUntil: (next: Promise<unknown>) => void work.push(next),
    addRoutes: () => Promise.reject(new TypeError('too many routes')),
  })
  await Promise.all(work)
  const [files = []] = addAll.mock.calls[0] ?? []
  expect(files.map(({ url }) => url)).toContain('https://drop.example/icons/192.png')
})

it('changes the revision of the cache exactly when a file changes', async () => {
  const before = await read('sw.js')
  await buildPage()
  expect(await read('sw.js')).toBe(before)
  await writeFile(join(folder, 'public/icons/192.png'), 'other')
  await buildPage()
  const revision = (worker: string) => /`([0-9a-f]{12})`/.exec(worker)?.[1]
  expect(revision(before)).toBeDefined()
  expect(revision(await read('sw.js'))).not.toBe(revision(before))
})

it('builds a worker and a manifest for each language', async () => {
  await buildPage('de')
  const [german, english] = [await listIn('sw.de.js'), await listIn('sw.js')]
  expect(german['']).toBe(await hashOf('index.de.html'))
  expect(german['']).not.toBe(english[''])
  const page = await read('index.de.html')
  expect(page).toContain('<link rel="manifest" href="manifest.de.webmanifest">')
  expect(german['manifest.de.webmanifest']).toBe(await hashOf('manifest.de.webmanifest'))
  expect(JSON.parse(await read('manifest.de.webmanifest'))).toEqual({
    name: 'Refdrop',
    lang: 'de',
    description: expect.stringContaining('Referenzmedien'),
  })
})

it('leaves the page of the development server without a mark', async () => {
  const page = await readFile(new URL('../../index.html', import.meta.url), 'utf8')
  expect(page).not.toContain('application-name')
  expect(page).not.toContain('manifest')
})

it('has the colours of the page around an installed page', async () => {
  const inProject = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
  const tokens = await inProject('src/ui/tokens.css')
  const [, light, dark] = /--color-surface: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? []
  const manifest = JSON.parse(await inProject('public/manifest.webmanifest'))
  expect(THEME).toEqual({ light, dark })
  expect(manifest).toMatchObject({ background_color: light, theme_color: light })
})
