import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, type InlineConfig, preview } from 'vite'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { refdropServer } from './plugin.ts'
import { type Ask, ask, openSocket, readAnswer } from './test-kit/http-client.ts'
import { makeFolder, newGif, newKey } from './test-kit/sandboxed.ts'
import { takeFreePort } from './test-kit/started.ts'

const MACHINE_KEY = 'varg_machine0123456789'

beforeEach(() => {
  vi.stubEnv('VARG_API_KEY', MACHINE_KEY)
  vi.stubEnv('VARG_GATEWAY_URL', 'http://127.0.0.1:9/base')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

async function makeProject(): Promise<InlineConfig> {
  const root = await makeFolder()
  vi.stubEnv('REFDROP_DATA', join(root, '.refdrop'))
  await mkdir(join(root, 'dist'))
  for (const folder of ['', 'dist']) {
    await writeFile(join(root, folder, 'index.html'), '<!doctype html><title>The page</title>')
  }
  await writeFile(join(root, 'dist', 'page.js'), '1')
  await mkdir(join(root, 'dist', 'assets'))
  await writeFile(join(root, 'dist', 'assets', 'part-1a2b3c4d.js'), '1')
  const server = { port: await takeFreePort(), host: '127.0.0.1', cors: false, hmr: false }
  const common = { root, configFile: false as const, logLevel: 'silent' as const }
  return {
    ...common,
    plugins: [refdropServer()],
    server,
    preview: server,
    optimizeDeps: { noDiscovery: true },
  }
}

async function serveBuilt(): Promise<string> {
  const server = await preview(await makeProject())
  onTestFinished(() => server.close())
  return `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`
}

async function serveDevelopment(): Promise<string> {
  const server = await createServer(await makeProject())
  await server.listen()
  onTestFinished(() => server.close())
  return `http://127.0.0.1:${server.config.server.port}`
}

describe.each([
  ['built', serveBuilt],
  ['in development', serveDevelopment],
])('the page %s', (_, serve) => {
  test('has its proxy, its sandbox and its question about the machine', async () => {
    const origin = await serve()
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

  test.each<[path: string, how: Ask, status: number]>([
    ['/api', {}, 404],
    ['/api/', { headers: { Accept: 'text/html' } }, 404],
    ['/api/index.html', { headers: { Accept: 'text/html' } }, 404],
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
  ])('never falls back to itself: %s with %o is %i as JSON', async (path, how, status) => {
    const seen = await ask((await serve()) + path, how)
    expect(seen).toMatchObject({ status, json: { error: expect.any(String) } })
  })

  test.each(['/', '/machine', '/api/v1/me', '/sandbox/v1/me'])(
    'refuses foreign host names at %s',
    async (path) => {
      const seen = await ask((await serve()) + path, { headers: { Host: 'evil.test:80' } })
      expect(seen.status).toBe(403)
      expect(seen.bytes.toString()).not.toContain('varg')
    },
  )

  test.each(['/', '/machine', '/api/v1/me', '/sandbox/v1/me'])(
    'allows no other origin at %s',
    async (path) => {
      const origin = await serve()
      for (const method of ['GET', 'OPTIONS']) {
        const headers = { Origin: 'http://evil.test', 'Access-Control-Request-Method': 'GET' }
        const seen = await ask(origin + path, { method, headers })
        expect(seen.headers).not.toHaveProperty('access-control-allow-origin')
      }
    },
  )

  test('invites bodies that are not for the gateways as Node does', async () => {
    const { port } = new URL(await serve())
    const socket = await openSocket(Number(port))
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    socket.write(
      `POST /else HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    )
    await expect.poll(() => text).toContain('100 Continue')
    socket.destroy()
  })

  test('answers a refused key before it invites the body', async () => {
    const { port } = new URL(await serve())
    const socket = await openSocket(Number(port))
    socket.write(
      'POST /sandbox/v1/files HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
    )
    expect(await readAnswer(socket)).toMatchObject({ status: 401, json: { error: 'AuthError' } })
  })
})

test.each(['/', '/page.js'])('the built page is under a strict policy: %s', async (path) => {
  const { status, headers } = await ask((await serveBuilt()) + path)
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
    ),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(headers['content-security-policy']).not.toContain('unsafe-inline')
})

test.each([
  ['/assets/part-1a2b3c4d.js', 'public, max-age=31536000, immutable'],
  ['/assets/part-of-an-earlier-build.js', 'no-cache'],
  ['/page.js', 'no-cache'],
  ['/', 'no-cache'],
])('what is named by its content need not be asked for again: %s', async (path, expected) => {
  const { headers } = await ask((await serveBuilt()) + path)
  expect(headers['cache-control']).toBe(expected)
})

test('in development, neither uploads nor keys are served as source files', async () => {
  const origin = await serveDevelopment()
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
  await writeFile(join(process.env.REFDROP_DATA ?? '', '..', '.env'), 'SECRET=secret')
  expect((await ask(`${origin}/.env`)).bytes.toString()).not.toContain('SECRET')
})

test('a malformed upstream stops both before they listen', async () => {
  vi.stubEnv('VARG_GATEWAY_URL', 'nonsense')
  await expect(preview(await makeProject())).rejects.toThrow(/^VARG_GATEWAY_URL/)
  await expect(createServer(await makeProject())).rejects.toThrow(/^VARG_GATEWAY_URL/)
})
