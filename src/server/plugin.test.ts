import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer, type InlineConfig, resolveConfig } from 'vite'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { refdropServer } from './plugin.ts'
import { type AskOptions, ask, openSocket } from './testing/http-client.ts'
import { makeFolder, newGif, newKey } from './testing/sandbox-server.ts'
import { serveApp } from './testing/served-app.ts'
import { takeFreePort } from './testing/start-process.ts'

const SERVER_KEY = 'varg_machine0123456789'

beforeEach(() => {
  vi.stubEnv('VARG_API_KEY', SERVER_KEY)
  vi.stubEnv('VARG_GATEWAY_URL', 'http://127.0.0.1:9/base')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

async function makeProject(): Promise<InlineConfig & { root: string }> {
  const root = await makeFolder()
  vi.stubEnv('REFDROP_DATA', join(root, '.refdrop'))
  await writeFile(join(root, 'index.html'), '<!doctype html><title>The page</title>')
  return {
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [refdropServer()],
    server: { port: await takeFreePort(), host: '127.0.0.1', cors: false },
    optimizeDeps: { noDiscovery: true },
  }
}

async function serveDevelopment(project?: InlineConfig): Promise<{ origin: string; port: number }> {
  const server = await createServer(project ?? (await makeProject()))
  await server.listen()
  onTestFinished(() => server.close())
  const { port } = server.config.server
  return { origin: `http://127.0.0.1:${port}`, port }
}

describe.each([
  ['the built server', () => serveApp({ environment: { VARG_API_KEY: SERVER_KEY } })],
  ['the development server', () => serveDevelopment()],
])('%s', (_, serve) => {
  test('serves the page, the proxy, the sandbox and the server info', async () => {
    const { origin } = await serve()
    const page = { 'Sec-Fetch-Site': 'same-origin' }
    expect(await ask(`${origin}/`)).toMatchObject({ status: 200 })
    expect(await ask(`${origin}/api/v1/me`, { headers: page })).toMatchObject({
      status: 502,
      json: { error: 'ProxyError', message: expect.stringContaining('127.0.0.1:9') },
    })
    const headers = { Authorization: `Bearer ${newKey()}` }
    expect(await ask(`${origin}/sandbox/v1/balance`, { headers })).toMatchObject({ status: 200 })
    const machine = await ask(`${origin}/machine`, { headers: page })
    expect(machine.json).toEqual({
      upstream: '127.0.0.1:9/base',
      api: 'http://127.0.0.1:9/base',
      machineKey: 'varg_…6789',
      machineAccount: expect.any(String),
      imports: true,
      sandbox: expect.any(String),
    })
    expect(machine.headers['cache-control']).toBe('no-store')
    await ask(`${origin}/sandbox/storage`, { method: 'DELETE', headers: page })
    const emptied = await ask(`${origin}/machine`, { headers: page })
    expect(emptied.json?.sandbox).not.toBe(machine.json?.sandbox)
    const reach = await ask(`${origin}/machine/reach`, { headers: page })
    expect(reach.json).toMatchObject({ reachable: false, reason: expect.any(String) })
    expect(await ask(`${origin}/sandbox/faults`, { headers: page })).toMatchObject({ status: 200 })
    expect(await ask(`${origin}/api/fetched?url=a`, { headers: page })).toMatchObject({
      status: 403,
      json: { message: expect.stringContaining('since this server was started') },
    })
  })

  test.each<[path: string, how: AskOptions, status: number]>([
    ['/api', {}, 404],
    ['/api/', { headers: { Accept: 'text/html' } }, 404],
    ['/api/index.html', { headers: { Accept: 'text/html' } }, 404],
    ['/api/v1/me', {}, 403],
    ['/sandbox', { headers: { Accept: 'text/html' } }, 404],
    ['/sandbox/index.html', { headers: { Accept: 'text/html' } }, 404],
    ['/sandbox/u/nothing', { headers: { Accept: 'text/html' } }, 404],
    ['/machine/else', { headers: { Accept: 'text/html' } }, 404],
    ['/machine', { method: 'POST' }, 404],
    ['/machine', { headers: { Origin: 'http://evil.test' } }, 403],
    ['/machine', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['/machine/reach', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['/api/v1/me', { headers: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['/api/fetched', { headers: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['/sandbox/faults', { method: 'PUT', headers: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['/sandbox/faults/else', {}, 404],
  ])('responds to %s with %o by %i and JSON instead of the page', async (path, how, status) => {
    const seen = await ask((await serve()).origin + path, how)
    expect(seen).toMatchObject({ status, json: { error: expect.any(String) } })
  })

  test.each(['/', '/machine', '/api/v1/me', '/sandbox/v1/me'])(
    'rejects foreign host names at %s',
    async (path) => {
      const { origin } = await serve()
      for (const Host of ['evil.test:80', '8.8.8.8', 'localhost.', 'file:']) {
        const seen = await ask(origin + path, { headers: { Host } })
        expect([400, 403]).toContain(seen.status)
        expect(seen.json?.message).toContain('--allow-host NAME')
        expect(seen.bytes.toString()).not.toContain('varg')
      }
    },
  )

  test.each(['/', '/machine', '/api/v1/me', '/sandbox/v1/me'])(
    'allows no foreign origin at %s',
    async (path) => {
      const { origin } = await serve()
      for (const method of ['GET', 'OPTIONS']) {
        const headers = { Origin: 'http://evil.test', 'Access-Control-Request-Method': 'GET' }
        const seen = await ask(origin + path, { method, headers })
        expect(seen.headers).not.toHaveProperty('access-control-allow-origin')
      }
    },
  )
})

test('the development server sends the headers of the built page, with a nonce', async () => {
  const { origin } = await serveDevelopment()
  const built = await serveApp({ environment: { VARG_API_KEY: SERVER_KEY } })
  const [page, builtPage] = [await ask(`${origin}/`), await ask(`${built.origin}/`)]
  const html = page.bytes.toString()
  const [, nonce = ''] = /<meta property="csp-nonce" nonce="([^"]{24})"/.exec(html) ?? []
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThanOrEqual(2)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  const policy = page.headers['content-security-policy']
  expect(String(policy).replaceAll(` 'nonce-${nonce}'`, '')).toBe(
    builtPage.headers['content-security-policy'],
  )
  expect(policy).not.toBe(builtPage.headers['content-security-policy'])
  for (const name of [
    'referrer-policy',
    'x-content-type-options',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'permissions-policy',
  ]) {
    expect(page.headers[name]).toBe(builtPage.headers[name])
  }
  const other = await serveDevelopment()
  expect((await ask(`${other.origin}/`)).bytes.toString()).not.toContain(nonce)
})

test('the development server does not serve uploads as source files', async () => {
  const { origin } = await serveDevelopment()
  const headers = { Authorization: `Bearer ${newKey()}` }
  const { json } = await ask(`${origin}/sandbox/v1/files`, {
    method: 'POST',
    headers,
    body: newGif(),
  })
  const { pathname } = new URL(String(json?.url))
  expect(await ask(origin + pathname)).toMatchObject({ status: 200 })
  const source = pathname.replace('/sandbox/u', '/.refdrop/sandbox')
  expect((await ask(origin + source)).headers['content-type']).not.toBe('image/gif')
})

test.each([
  '.env',
  '.env.local',
  '.npmrc',
  '.yarnrc.yml',
  'x.key',
  'x.pem',
  'x.p12',
  '.git/config',
])('the development server does not serve %s', async (path) => {
  const project = await makeProject()
  const { root } = project
  await mkdir(join(root, '.git'))
  await writeFile(join(root, path), 'SECRET=secret')
  const { origin } = await serveDevelopment(project)
  for (const query of ['', '?raw', '?url', '?import&raw']) {
    for (const place of ['', '/@fs', `/@fs${root}`]) {
      const seen = await ask(`${origin}${place}/${path}${query}`)
      expect(seen.bytes.toString()).not.toContain('SECRET')
    }
  }
})

test('the plugin keeps the default deny list of Vite', async () => {
  const project = await makeProject()
  const { server } = await resolveConfig(project, 'serve')
  const { plugins: _, ...plain } = project
  const { server: vite } = await resolveConfig(plain, 'serve')
  expect(vite.fs.deny.length).toBeGreaterThan(3)
  expect(server.fs.deny).toEqual([...vite.fs.deny, '**/.refdrop/**'])
})

test('the development server rejects an upgrade with a foreign host name', async () => {
  const { port } = await serveDevelopment()
  const socket = await openSocket(port)
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
  })
  const lines = ['GET / HTTP/1.1', 'Host: evil.test', 'Connection: Upgrade', 'Upgrade: websocket']
  socket.write(`${lines.join('\r\n')}\r\nSec-WebSocket-Protocol: vite-hmr\r\n\r\n`)
  await expect.poll(() => text).toMatch(/^HTTP\/1\.1 403 /)
  socket.destroy()
})

test('the development server accepts the names in REFDROP_HOSTS', async () => {
  vi.stubEnv('REFDROP_HOSTS', 'nas.example')
  const { origin } = await serveDevelopment()
  expect(await ask(origin, { headers: { Host: 'nas.example:4173' } })).toMatchObject({
    status: 200,
  })
})

test('the plugin rejects a malformed upstream before the server listens', async () => {
  vi.stubEnv('VARG_GATEWAY_URL', 'nonsense')
  await expect(createServer(await makeProject())).rejects.toThrow(/^VARG_GATEWAY_URL/)
})
