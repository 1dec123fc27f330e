import { expect, it } from 'vitest'
import { splitStyles } from './split-styles.ts'
import { buildFiles } from './testing/build-files.ts'

const CODE: Record<string, string> = {
  '/index.html': '<head></head><script type="module" src="/page.js"></script>',
  '/page.js': `import './page.css'; console.log('of-a'); import('./early.js'); import('./list.js'); import('./late.js')`,
  '/bare.html': '<head></head><script type="module" src="/early.js"></script>',
  '/early.js': `console.log('of-b')`,
  '/list.js': `console.log('of-c')`,
  '/late.js': `console.log('of-d')`,
  '/page.css':
    '@layer theme,utilities;@layer utilities{.of-a{top:0}.of-b{top:1px}.of-c{color:red}.of-d{color:blue}}html{left:0}',
}

async function buildPage(input = '/index.html') {
  const output = await buildFiles(CODE, splitStyles(['/early.js'], ['/list.js']), {
    input,
    modulePreload: { polyfill: false },
  })
  const text = (end: RegExp) => {
    const asset = output.find(({ fileName }) => end.test(fileName))
    return asset?.type === 'asset' ? String(asset.source) : ''
  }
  return {
    html: text(/html$/),
    first: text(/index-.*css$/),
    list: text(/lazy-styles-.*css$/),
    rest: text(/lazy-views-.*css$/),
  }
}

it('the first load has the styles of the page and of what appears early', async () => {
  const { html, first, list, rest } = await buildPage()
  expect(first).toMatch(/html\{.*\.of-a\{.*\.of-b\{/s)
  expect(first).not.toMatch(/of-[cd]/)
  expect(list).toMatch(/^@layer utilities\.l0\{\.of-c\{color:red\}\}$/)
  expect(rest).toMatch(/^@layer utilities\.l0\{\.of-d\{color:#00f\}\}$/)
  expect(html).toMatch(/<link rel="stylesheet" crossorigin href="\/assets\/index-/)
  expect(html).toMatch(/<link rel="preload"[^>]*lazy-styles-.*<link rel="preload"[^>]*lazy-views-/s)
  expect(html.match(/\.css/g)).toHaveLength(3)
})

it('throws when the page has no stylesheet', async () => {
  await expect(buildPage('/bare.html')).rejects.toThrow('no stylesheet')
})
