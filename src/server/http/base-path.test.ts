import { expect, it } from 'vitest'
import { ask } from '../testing/http-client.ts'
import { serveApp } from '../testing/served-app.ts'

const serveBelow = (base: string) => serveApp({ access: { base } })

it('the page, its files and the routes are below the sub-path', async () => {
  const { origin } = await serveBelow('/refdrop')
  const statuses = await Promise.all(
    ['/', '/?a', '/index.html', '/page.js', '/machine', '/sandbox/faults'].map(
      async (path) => (await ask(`${origin}/refdrop${path}`)).status,
    ),
  )
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200])
})

it.each(['/', '/machine', '/sandbox/faults', '/refdropped', '/page.js', '//refdrop/'])(
  'everything else, such as %s, gets a 404 or 400 that helps',
  async (path) => {
    const { origin } = await serveBelow('/refdrop')
    const { status, json } = await ask(origin + path)
    expect(status).toBe(path.startsWith('//') ? 400 : 404)
    if (status === 404)
      expect(json).toMatchObject({ message: expect.stringContaining('/refdrop/') })
  },
)

it('the sub-path without its slash is redirected to the page', async () => {
  const { origin } = await serveBelow('/tools/drop')
  const response = await fetch(`${origin}/tools/drop?a=1`, { redirect: 'manual' })
  expect([response.status, response.headers.get('Location')]).toEqual([308, '/tools/drop/?a=1'])
})

it('URLs of the sandbox contain the sub-path and work', async () => {
  const { origin } = await serveBelow('/refdrop')
  const body = Buffer.from('GIF89a')
  for (const headers of [{}, { 'X-Refdrop-Rate': '1000000' }]) {
    const response = await fetch(`${origin}/refdrop/sandbox/v1/files`, {
      method: 'POST',
      headers: { Authorization: 'Bearer varg_me', ...headers },
      body,
    })
    const { url } = (await response.json()) as { url: string }
    expect(url).toMatch(`${origin}/refdrop/sandbox/u/`)
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(body)
  }
})
