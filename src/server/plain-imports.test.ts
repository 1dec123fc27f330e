import { expect, it } from 'vitest'
import { plainImports } from './plain-imports.ts'
import { buildFiles } from './testing/build-files.ts'

const CODE: Record<string, string> = {
  '/index.html': '<head></head><script type="module" src="/page.js"></script>',
  '/page.js': `import './page.css'; export const load = () => import('./part.js'); globalThis.load = load`,
  '/part.js': `import { load } from './page.js'; export const part = load`,
  '/page.css': 'html{left:0}',
}

it('leaves each import without a wrapper', async () => {
  const output = await buildFiles(CODE, plainImports(), { modulePreload: false })
  const page = output.find((file) => file.type === 'chunk' && file.isEntry)
  const code = page?.type === 'chunk' ? page.code : ''
  expect(code).toMatch(/\(\)=>import\(`\.\/part-\S+\.js`\)/)
  expect(code).not.toMatch(/__VITE|__vite|\.css/)
})
