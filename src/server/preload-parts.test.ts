import { expect, it } from 'vitest'
import { preloadParts } from './preload-parts.ts'
import { buildFiles } from './testing/build-files.ts'

const CODE: Record<string, string> = {
  '/index.html': '<head></head><script type="module" src="/page.js"></script>',
  '/page.js': `import { both } from './both.js'; console.log(both); import('./early.js'); import('./late.js'); import('./last.js'); import('./some.worker.js')`,
  '/early.js': `import { both } from './both.js'; import { part } from './part.js'; console.log(both, part, 'early')`,
  '/late.js': `import { part } from './part.js'; console.log(part, 'late')`,
  '/last.js': `console.log('last')`,
  '/some.worker.js': `console.log('works')`,
  '/part.js': `export const part = 'part'`,
  '/both.js': `export const both = 'both'`,
}

async function buildPage(modules: string[], first?: string[]): Promise<string> {
  const output = await buildFiles(CODE, preloadParts(modules, first), {
    modulePreload: { polyfill: false },
  })
  const page = output.find(({ fileName }) => fileName === 'index.html')
  return page?.type === 'asset' ? String(page.source) : ''
}

async function preloaded(...modules: string[]): Promise<(string | undefined)[]> {
  const html = await buildPage(modules)
  const links = html.matchAll(/modulepreload" crossorigin href="\/assets\/(\w+)-.*low/g)
  return Array.from(links, ([, name]) => name).sort()
}

it('preloads a part and its imports, but nothing else', async () => {
  expect(await preloaded('/early.js')).toEqual(['early', 'part'])
  expect(await preloaded()).toEqual([])
})

it('lists all other parts for the page to load later, workers and wanted parts first', async () => {
  const html = await buildPage(['/early.js'], ['/late.js'])
  const [, paths = ''] = /<meta name="later" content="([^"]*)">/.exec(html) ?? []
  const names = Array.from(paths.matchAll(/\/assets\/([\w.]+)-\S+\.js/g), ([, name]) => name)
  expect(names).toEqual(['some.worker', 'late', 'last'])
  // Firefox blocks a prefetch link because of the policy's default-src.
  expect(html).not.toContain('rel="prefetch"')
})

it('throws when a part does not exist', async () => {
  await expect(preloaded('/gone.js')).rejects.toThrow('no chunk')
})
