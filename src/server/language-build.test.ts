import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { expect, it } from 'vitest'
import type { Language } from '../core/text/languages.ts'
import { buildLanguages, translatePage } from './language-build.ts'
import { makeFolder } from './testing/sandbox-server.ts'

const PAGE = await readFile(new URL('../../index.html', import.meta.url), 'utf8')

const FILES = {
  'index.html': PAGE.replace('/src/main.tsx', '/page.ts'),
  'page.ts':
    "import { words } from './words.ts'\nimport { same } from './same.ts'\ndocument.title = words.hello + same",
  'words.ts': "export const words = { hello: 'Hello' }",
  'words.de.ts': "export const words: Record<string, string> = { hello: 'Guten Tag' }",
  'same.ts': "export const same = 'Refdrop'",
}

async function buildPage(files: Record<string, string> = FILES) {
  const root = await makeFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
  await mkdir(join(root, 'dist'))
  await writeFile(join(root, 'dist', 'earlier.js'), '')
  const configOf = (language: Language): InlineConfig => ({
    plugins: [
      translatePage(language),
      ...(language === 'en' ? [buildLanguages(['de'], configOf)] : []),
    ],
    worker: { plugins: () => [translatePage(language)] },
    build: { assetsDir: language === 'en' ? 'assets' : `assets/${language}` },
  })
  await build({ ...configOf('en'), root, configFile: false, logLevel: 'silent' })
  const dist = join(root, 'dist')
  const read = async (folder: string) => {
    const names = await readdir(join(dist, folder))
    const texts = names
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFile(join(dist, folder, name), 'utf8'))
    return (await Promise.all(texts)).join('')
  }
  return { dist, read }
}

it('each language gets a page and scripts with its own texts', async () => {
  const { dist, read } = await buildPage()
  expect((await readdir(dist)).toSorted()).toEqual(['assets', 'index.de.html', 'index.html'])
  const english = await readFile(join(dist, 'index.html'), 'utf8')
  const german = await readFile(join(dist, 'index.de.html'), 'utf8')
  expect(english).toContain('lang="en"')
  expect(english).not.toContain('assets/de/')
  expect(german).toContain('lang="de"')
  expect(german).toContain('assets/de/')
  expect(german).not.toMatch(/Drop reference|please allow/)
  expect(await read('assets')).toMatch(/Hello.*Refdrop/)
  expect(await read('assets')).not.toContain('Guten Tag')
  expect(await read('assets/de')).toMatch(/Guten Tag.*Refdrop/)
  expect(await read('assets/de')).not.toContain('Hello')
})

it('a worker has the texts of its language', async () => {
  const { read } = await buildPage({
    ...FILES,
    'page.ts': "new Worker(new URL('./greet.worker.ts', import.meta.url), { type: 'module' })",
    'greet.worker.ts': "import { words } from './words.ts'\npostMessage(words.hello)",
  })
  expect(await read('assets')).toContain('Hello')
  expect(await read('assets/de')).toContain('Guten Tag')
  expect(await read('assets/de')).not.toContain('Hello')
})

it('the build fails when index.html has a text without a translation', async () => {
  const files = { ...FILES, 'index.html': FILES['index.html'].replace('Drop reference', 'Throw') }
  await expect(buildPage(files)).rejects.toThrow('index.html has no text: Drop reference')
})
