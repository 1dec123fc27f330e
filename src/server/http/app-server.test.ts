import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { type AskOptions, ask, openSocket, readResponse } from '../testing/http-client.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { sendRaw, statusIn } from '../testing/raw-client.ts'
import { newGif, newKey } from '../testing/sandbox-server.ts'
import { serveApp } from '../testing/served-app.ts'

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const KEY = 'varg_machine0123456789'
const NO_PLAN = { method: 'PUT', body: '{}' }

/** Serves an upstream that counts its calls and records the last key. */
async function serveCounting() {
  const seen = { calls: 0, authorization: undefined as string | undefined }
  const url = await serveUpstream((request, response) => {
    seen.calls += 1
    seen.authorization = request.headers.authorization
    response.setHeader('Content-Type', 'application/json').end('{}')
  })
  return { url, seen }
}

test.each([
  ['/', 'The page', 'no-cache', 'text/html; charset=utf-8'],
  ['/?a=b', 'The page', 'no-cache', 'text/html; charset=utf-8'],
  ['/index.html', 'The page', 'no-cache', 'text/html; charset=utf-8'],
  ['/page.js', '1', 'no-cache', 'text/javascript; charset=utf-8'],
  [
    '/assets/small.js',
    'plain',
    'public, max-age=31536000, immutable',
    'text/javascript; charset=utf-8',
  ],
])('the server serves %s with security headers', async (path, text, caching, type) => {
  const { origin } = await serveApp()
  const { status, headers, bytes } = await ask(origin + path)
  expect(status).toBe(200)
  expect(bytes.toString()).toContain(text)
  expect(headers).toMatchObject({
    'cache-control': caching,
    'content-type': type,
    etag: expect.any(String),
    'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'[; ]/),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  const again = await ask(origin + path, { headers: { 'If-None-Match': String(headers.etag) } })
  expect(again.status).toBe(304)
})

test.each([
  ['br, gzip', 'br'],
  ['gzip, deflate, br;q=0.5', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.000', undefined],
  ['deflate', undefined],
  ['', undefined],
  [undefined, undefined],
])('the server sends a client that accepts %s the encoding %s', async (accepted, coding) => {
  const { origin } = await serveApp()
  const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted }
  const whole = await ask(`${origin}/assets/part-1a2b3c4d.js`, { headers })
  expect(whole.bytes.toString()).toBe(coding === undefined ? 'plain' : `as ${coding}`)
  expect(whole.headers['content-encoding']).toBe(coding)
  expect(whole.headers).toMatchObject({
    vary: 'Accept-Encoding',
    'content-type': 'text/javascript; charset=utf-8',
  })
  const small = await ask(`${origin}/assets/small.js`, { headers })
  expect([small.bytes.toString(), small.headers['content-encoding']]).toEqual(['plain', undefined])
})

test.each([
  '/nothing',
  '/assets',
  '/assets/',
  '/assets/part-of-an-earlier-build.js',
  '/.hidden',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/..%2fdist-server%2fserve.js',
  '/../dist-server/serve.js',
  '/dist-server/serve.js',
  '/..%5csecret.txt',
  '/assets%2f..%2f..%2fsecret.txt',
  '/assets/../index.html',
  '/assets/%2e%2E/index.html',
  '/assets/..%2findex.html',
  '/assets/..%5Cindex.html',
  '/assets%2fsmall.js',
  '/index.html/',
  `/${'a'.repeat(5_000)}`,
])('the server responds to %s with an error', async (path) => {
  const { origin } = await serveApp()
  const seen = await ask(origin, { path, headers: { 'Accept-Encoding': 'br' } })
  expect(seen.status).toBeGreaterThanOrEqual(400)
  expect(seen.status).toBeLessThan(500)
  expect(seen.json).toMatchObject({ message: expect.any(String) })
  expect(seen.headers['cache-control']).toMatch(/no-cache|no-store/)
  expect(seen.headers).not.toHaveProperty('content-encoding')
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])(
  'the server responds to %s of the page with 405',
  async (method) => {
    const { origin } = await serveApp()
    expect(await ask(origin, { method })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
  },
)

test('the server responds to HEAD with the headers of GET', async () => {
  const { origin } = await serveApp()
  const { status, headers, bytes } = await ask(`${origin}/page.js`, { method: 'HEAD' })
  expect([status, headers['content-length'], bytes.byteLength]).toEqual([200, '1', 0])
})

test.each(['/', '/machine', '/api/v1/me', '/sandbox/v1/me', '/assets/small.js'])(
  'the server rejects a foreign host name at %s',
  async (path) => {
    const { origin } = await serveApp()
    const seen = await ask(origin + path, { headers: { Host: 'evil.test:80' } })
    expect(seen.status).toBe(403)
    expect(seen.json?.message).toContain('--allow-host NAME')
  },
)

test.each<[who: string, headers: Record<string, string>]>([
  ['a program', {}],
  ['a program with a key', { Authorization: `Bearer ${KEY}` }],
  ['a typed address', { 'Sec-Fetch-Site': 'none' }],
  ['a foreign page', { 'Sec-Fetch-Site': 'cross-site' }],
])('the server does not forward a call of %s to the upstream', async (_, headers) => {
  const { url, seen } = await serveCounting()
  const { origin } = await serveApp({ environment: { VARG_GATEWAY_URL: url, VARG_API_KEY: KEY } })
  for (const how of [{ headers }, { headers, method: 'POST', body: 'x' }]) {
    for (const path of ['/api/v1/balance', '/api/v1/files']) {
      expect((await ask(origin + path, how)).status).toBe(403)
    }
  }
  expect(seen.calls).toBe(0)
})

test.each([
  [{}, true],
  [{ usesKey: false }, false],
  [{ host: '127.0.0.1', behindProxy: true }, false],
  [{ host: '127.0.0.1', behindProxy: true, sharesKey: true }, true],
  [{ host: '0.0.0.0' }, false],
  [{ host: '0.0.0.0', sharesKey: true }, true],
])('with %o, use of the server key is %s', async (access, uses) => {
  const { url, seen } = await serveCounting()
  const environment = { VARG_GATEWAY_URL: url, VARG_API_KEY: KEY }
  const { origin } = await serveApp({ access, environment })
  await ask(`${origin}/api/v1/balance`, { headers: PAGE })
  expect(seen.authorization).toBe(uses ? `Bearer ${KEY}` : undefined)
  const { json } = await ask(`${origin}/machine`, { headers: PAGE })
  expect(json?.machineKey).toBe(uses ? 'varg_…6789' : null)
})

test.each([
  [{}, 200],
  [{ host: '0.0.0.0' }, 200],
  [{ behindProxy: true }, 403],
  [{ behindProxy: true, allowsFaults: true }, 200],
])('with %o, the server responds to a fault plan of this machine by %i', async (access, status) => {
  const { origin } = await serveApp({ access })
  const faults = `${origin}/sandbox/faults`
  expect((await ask(faults, NO_PLAN)).status).toBe(status)
  expect((await ask(faults, { method: 'DELETE' })).status).toBe(status)
  expect((await ask(faults)).status).toBe(200)
})

test.each([
  [false, 403],
  [true, 200],
])(
  'with --allow-faults %s, the server responds to a fault plan of another machine by %i',
  async (allowsFaults, status) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)?.address
    if (address === undefined) return
    const { app, port } = await serveApp({ access: { host: '0.0.0.0', allowsFaults } })
    // A second listener, because the server of a test listens only on loopback.
    const door = createServer((socket) => app.server.emit('connection', socket))
    await new Promise<void>((resolve) => door.listen(port, address, resolve))
    const seen = await ask(`http://${address}:${port}/sandbox/faults`, NO_PLAN)
    door.close()
    expect(seen.status).toBe(status)
  },
)

test('the sandbox returns URLs at the address of a reverse proxy that ends TLS', async () => {
  const { origin } = await serveApp({ access: { behindProxy: true, allowHosts: ['drop.example'] } })
  const headers = {
    'X-Forwarded-Host': 'drop.example',
    'X-Forwarded-Proto': 'https',
    Origin: 'https://drop.example',
    Authorization: `Bearer ${newKey()}`,
  }
  const how: AskOptions = { method: 'POST', headers, body: newGif() }
  const { status, json } = await ask(`${origin}/sandbox/v1/files`, how)
  expect(status).toBe(200)
  expect(json?.url).toMatch(/^https:\/\/drop\.example\/sandbox\/u\//)
  const evil = { ...headers, 'X-Forwarded-Host': 'evil.test', Origin: 'https://evil.test' }
  expect((await ask(`${origin}/sandbox/v1/me`, { headers: evil })).status).toBe(403)
})

test('the server rejects requests while it closes and ends after the time for uploads', async () => {
  const { app, port } = await serveApp({ limits: { drain: 300 } })
  const [socket, idle] = [await openSocket(port), await openSocket(port)]
  socket.write(
    'POST /sandbox/v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer varg_a\r\nContent-Length: 9\r\n\r\nGIF',
  )
  await expect.poll(() => app.uploadCount()).toBe(1)
  idle.write('GET / HTTP/1.1\r\nHost: localhost\r\n')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const ended = app.end()
  idle.write('\r\n')
  expect(await readResponse(idle)).toMatchObject({ status: 503, headers: { connection: 'close' } })
  await ended
  await closed
})

test('the server supports HTTP/1.0, which reverse proxies use', async () => {
  const { port } = await serveApp()
  const text = await sendRaw(port, 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n')
  expect(statusIn(text)).toBe(200)
  expect(text).toContain('The page')
})

test('the server sends 100 Continue immediately for a path outside the gateways', async () => {
  const { port } = await serveApp()
  const socket = await openSocket(port)
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
  })
  socket.write(
    'POST /else HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
  )
  await expect.poll(() => text).toContain('100 Continue')
  socket.destroy()
})

test('the sandbox rejects a key before it sends 100 Continue', async () => {
  const { port } = await serveApp()
  const socket = await openSocket(port)
  socket.write(
    'POST /sandbox/v1/files HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
  )
  expect(await readResponse(socket)).toMatchObject({ status: 401, json: { error: 'AuthError' } })
})

test.each([
  [['nas.example', 'Drop.Example'], {}],
  [[], { REFDROP_HOSTS: 'nas.example,drop.example' }],
])('answers to the names of %o and %o and to no other', async (allowHosts, environment) => {
  const { origin, port } = await serveApp({ access: { allowHosts }, environment })
  const statusFor = async (host: string) =>
    (await ask(origin, { headers: { Host: `${host}:${port}` } })).status
  expect(await statusFor('nas.example')).toBe(200)
  expect(await statusFor('drop.example')).toBe(200)
  expect(await statusFor('evil.example')).toBe(403)
})

test.each([
  ['GET', '/sandbox'],
  ['GET', '/sandbox/v1/balance'],
  ['POST', '/sandbox/v2/files'],
  ['PUT', '/sandbox/faults'],
  ['DELETE', '/sandbox/storage'],
  ['GET', '/sandbox/u/file.png'],
])('the server responds to %s %s with a sentence when it has no sandbox', async (method, path) => {
  const { origin, dataFolder } = await serveApp({ access: { hasSandbox: false } })
  const headers = { ...PAGE, Authorization: `Bearer ${newKey()}` }
  const body = method === 'POST' ? newGif() : undefined
  const seen = await ask(origin + path, { method, headers, ...(body && { body }) })
  expect(seen).toMatchObject({
    status: 404,
    json: { reason: 'sandbox-off', facts: {}, message: 'This server has no sandbox.' },
  })
  expect((await ask(`${origin}/machine`, { headers: PAGE })).json).toMatchObject({ sandbox: null })
  expect(existsSync(dataFolder)).toBe(false)
})
