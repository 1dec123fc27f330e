import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { nameReact } from './name-react.ts'

async function buildCode(code: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'code',
        enforce: 'pre',
        resolveId: (id) => (id === 'page.js' ? id : undefined),
        load: (id) => (id === 'page.js' ? code : undefined),
      },
      nameReact(),
    ],
    build: { write: false, minify: false, rolldownOptions: { input: 'page.js' } },
  })
  const [chunk] = (made as Rolldown.RolldownOutput).output
  return chunk.code
}

it('calls React and its libraries by their own names', async () => {
  const code = await buildCode(`import { jsx } from 'react/jsx-runtime'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
flushSync(() => createRoot(document.body).render(jsx(QueryClientProvider, {})))`)
  expect(code).toMatch(/[( ]flushSync\(/)
  expect(code).toMatch(/[( ]jsx\(QueryClientProvider/)
  expect(code).not.toMatch(/\(0, \w+\.(jsx|flushSync|use\w+)\)/)
  // Everything shares one React.
  expect(code.match(/exports\.version = /g)).toHaveLength(3)
})

it('fails the build when a name is missing', async () => {
  await expect(buildCode(`import { cache } from 'react'; cache()`)).rejects.toThrow(/"cache"/)
})
