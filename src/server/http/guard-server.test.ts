import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { sendRaw, statusIn } from '../testing/raw-client.ts'
import { newGif, newKey } from '../testing/sandbox-server.ts'
import { serveApp } from '../testing/served-app.ts'

const HOST = 'Host: localhost\r\n'
const TEXT = 'Content-Type: text/plain\r\n'

test.each([
  ['a target that is no URL', `GET http://[ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a target of another scheme', `GET x://[ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a target with a broken name', `GET http://xn--/ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a target of another host', `GET http://evil.test/ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['the target *', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['no target', `GET  HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a broken escape', `GET /%zz HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a NUL', `GET /\0 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a very long target', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
  ['a very long header', `GET / HTTP/1.1\r\n${HOST}X: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['no Host header', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['an empty Host header', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', 400],
  ['two Host headers', `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400],
  ['a foreign Host header', 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n', 403],
  ['CONNECT', `CONNECT localhost:1 HTTP/1.1\r\n${HOST}\r\n`, 405],
  ['HTTP/0.9', 'GET /\r\n\r\n', 505],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505],
  ['HTTP/2.0', `GET / HTTP/2.0\r\n${HOST}\r\n`, 505],
  ['HTTP/3.0', `GET / HTTP/3.0\r\n${HOST}\r\n`, 505],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['gzip', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip\r\n\r\n`, 501],
  ['gzip, chunked', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip, chunked\r\n\r\n`, 501],
  ['chunked, gzip', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, gzip\r\n\r\n`, 501],
  [
    'two lengths',
    `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    400,
  ],
])('the guard rejects %s with one sentence and closes the connection', async (_, bytes, status) => {
  const { origin, port } = await serveApp()
  const text = await sendRaw(port, Buffer.from(bytes, 'latin1'))
  expect(statusIn(text)).toBe(status)
  expect(text).toMatch(/\r\nConnection: close\r\n/i)
  expect(text).toMatch(/"message":"[A-Z“][^"]*\."/)
  expect((await ask(origin)).status).toBe(200)
})

test('the guard rejects a malformed request whose rest arrives later', async () => {
  const { port } = await serveApp()
  const socket = await openSocket(port)
  socket.write(`GET / HTTP/1.1\r\n${HOST}no colon\r\n`)
  const first = new Promise<Buffer>((resolve) => socket.once('data', resolve))
  const more = setInterval(() => socket.write('more\r\n'), 5)
  expect(statusIn(String(await first))).toBe(400)
  const ending = new Promise((resolve) => socket.once('close', resolve))
  const failing = new Promise((resolve) => socket.once('error', resolve))
  socket.once('end', () => clearInterval(more))
  expect(await Promise.race([ending, failing])).toBe(false)
})

test('the guard rejects a malformed request when its client sends the whole body first', async () => {
  const { port } = await serveApp()
  const socket = await openSocket(port)
  socket.write(`POST / HTTP/1.1\r\n${HOST}no colon\r\n\r\n`)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.write(Buffer.alloc(16_000_000), () => resolve())
  })
  expect(await readResponse(socket)).toMatchObject({ status: 400 })
})

test('the server ignores a request for an upgrade', async () => {
  const { port } = await serveApp()
  const text = await sendRaw(
    port,
    `GET / HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
  )
  expect(statusIn(text)).toBe(200)
})

test.each([
  ['no headers', ''],
  ['half a header', `GET / HTTP/1.1\r\nHos`],
])('the guard aborts a client that sends %s', async (_, bytes) => {
  const { port } = await serveApp({ limits: { headers: 200 } })
  expect(statusIn(await sendRaw(port, bytes))).toBe(408)
})

const UPLOAD = (length: number, more = '') =>
  `POST /sandbox/v1/files HTTP/1.1\r\n${HOST}Authorization: Bearer ${newKey()}\r\n${more}Content-Length: ${length}\r\n\r\n`

/** Waits until the limit has passed, measured by other idle clients. */
async function passLimit(port: number, times: number): Promise<void> {
  for (let passed = 0; passed < times; passed += 1) {
    expect(statusIn(await sendRaw(port, UPLOAD(1_000)))).toBe(408)
  }
}

/** Sends one byte of the body per interval until the response arrives. */
async function trickle(socket: Socket, bytes: number, interval: number) {
  let left = bytes
  const timer = setInterval(() => {
    if (left === 0) return clearInterval(timer)
    left -= 1
    socket.write('x')
  }, interval)
  const seen = await readResponse(socket).finally(() => clearInterval(timer))
  return { ...seen, left }
}

test.each([
  ['an upload to the sandbox', UPLOAD(1_000)],
  ['a throttled upload to the sandbox', UPLOAD(1_000, 'X-Refdrop-Rate: 100000\r\n')],
  ['a fault plan', `PUT /sandbox/faults HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n`],
  [
    'a generation request',
    `POST /sandbox/v1/image HTTP/1.1\r\n${HOST}Authorization: Bearer ${newKey()}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  ],
])('the guard aborts %s with 408 when its body stops', async (_, head) => {
  const { port, app, dataFolder } = await serveApp({ limits: { bodyIdle: 200 } })
  const text = await sendRaw(port, `${head}${head.includes('chunked') ? '4\r\nabcd\r\n' : 'abcd'}`)
  expect(statusIn(text)).toBe(408)
  expect(text).toMatch(/\r\nConnection: close\r\n/i)
  expect(text).toContain('Nothing of the body arrived')
  await expect.poll(() => app.uploadCount()).toBe(0)
  const temporary = join(dataFolder, 'sandbox', 'temporary')
  await expect.poll(() => readdir(temporary).catch(() => [])).toEqual([])
})

test('the guard aborts an upload to the upstream with 408 when its body stops', async () => {
  const port = await listen(createServer((request) => request.resume()))
  const environment = { VARG_GATEWAY_URL: `http://127.0.0.1:${port}` }
  const site = await serveApp({ environment, limits: { bodyIdle: 300 } })
  const head = `POST /api/v1/files HTTP/1.1\r\n${HOST}Sec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n\r\n`
  expect(statusIn(await sendRaw(site.port, `${head}abcd`))).toBe(408)
})

test('the guard aborts a client whose rejected body never ends', async () => {
  const { port } = await serveApp({ limits: { bodyIdle: 200, keepAlive: 200 } })
  const text = await sendRaw(port, `POST /nothing HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n`)
  expect(statusIn(text)).toBe(405)
})

test('the guard aborts a closing client when the body that its rejection waits for stops', async () => {
  const { port, app } = await serveApp({ limits: { bodyIdle: 200 } })
  const head = `POST /nothing HTTP/1.1\r\n${HOST}Connection: close\r\nContent-Length: 1000\r\n\r\n`
  expect(statusIn(await sendRaw(port, `${head}abcd`))).toBe(408)
  expect(statusIn(await sendRaw(port, head + 'x'.repeat(1_000)))).toBe(405)
  await expect.poll(() => app.uploadCount()).toBe(0)
})

test('the guard does not abort a slow upload', async () => {
  const { port } = await serveApp({ limits: { bodyIdle: 300 } })
  const socket = await openSocket(port)
  socket.write(UPLOAD(12, TEXT))
  expect(await trickle(socket, 12, 60)).toMatchObject({ status: 200, left: 0 })
})

test('the guard does not abort a body that the server has paused', async () => {
  const { origin, port } = await serveApp({ limits: { bodyIdle: 100 } })
  const plan = { method: 'PUT', body: '{"bytesPerSecond": 200000}' }
  await ask(`${origin}/sandbox/faults`, plan)
  const socket = await openSocket(port)
  // The sandbox reads pieces of 64 KiB, and each takes longer than the limit.
  socket.write(UPLOAD(200_000))
  socket.write(randomBytes(200_000))
  expect(await readResponse(socket)).toMatchObject({ status: 200 })
})

test('the guard does not abort a throttled upload', async () => {
  const { origin } = await serveApp({ limits: { bodyIdle: 100 } })
  const headers = { Authorization: `Bearer ${newKey()}`, 'X-Refdrop-Rate': '40000' }
  const how = { method: 'POST', headers, body: newGif(30_000) }
  expect(await ask(`${origin}/sandbox/v1/files`, how)).toMatchObject({ status: 200 })
})

test.each(['stall', 'silence'])(
  'the guard does not abort an upload with the fault %s',
  async (kind) => {
    const { origin, port, app } = await serveApp({ limits: { bodyIdle: 100 } })
    const fault = kind === 'stall' ? { kind, afterBytes: 10 } : { kind }
    const plan = { method: 'PUT', body: JSON.stringify({ next: [fault] }) }
    expect((await ask(`${origin}/sandbox/faults`, plan)).status).toBe(200)
    const socket = await openSocket(port)
    onTestFinished(() => {
      socket.destroy()
    })
    socket.write(UPLOAD(kind === 'stall' ? 100_000 : 100))
    socket.write(randomBytes(100))
    await expect.poll(() => app.uploadCount()).toBe(1)
    await passLimit(port, 3)
    expect([app.uploadCount(), socket.bytesRead]).toEqual([1, 0])
  },
)

test('the guard does not abort a body that the upstream does not accept', async () => {
  let release = () => {}
  const upstream = createServer((request, response) => {
    release = () => {
      request.resume()
      request.once('end', () => response.end('{}'))
    }
  })
  const gateway = await listen(upstream)
  const environment = { VARG_GATEWAY_URL: `http://127.0.0.1:${gateway}` }
  const { port } = await serveApp({ environment, limits: { bodyIdle: 100 } })
  const socket = await openSocket(port)
  socket.write(
    `POST /api/v1/files HTTP/1.1\r\n${HOST}Sec-Fetch-Site: same-origin\r\nContent-Length: 20000000\r\n\r\n`,
  )
  socket.write(Buffer.alloc(20_000_000))
  const seen = readResponse(socket)
  await passLimit(port, 3)
  release()
  expect(await seen).toMatchObject({ status: 200 })
})

test('the guard does not abort a complete upload when the upstream responds late', async () => {
  let release: (() => void) | undefined
  const upstream = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      release = () => response.end('{}')
    })
  })
  const gateway = await listen(upstream)
  const environment = { VARG_GATEWAY_URL: `http://127.0.0.1:${gateway}` }
  const { port } = await serveApp({ environment, limits: { bodyIdle: 100 } })
  const socket = await openSocket(port)
  socket.write(
    `POST /api/v1/files HTTP/1.1\r\n${HOST}Sec-Fetch-Site: same-origin\r\nContent-Length: 4\r\n\r\nabcd`,
  )
  const response = readResponse(socket)
  await expect.poll(() => release).toBeDefined()
  await passLimit(port, 3)
  release?.()
  expect(await response).toMatchObject({ status: 200 })
})

test('the guard rejects connections beyond the limit with 503 until one closes', async () => {
  const { origin, port } = await serveApp({ limits: { connections: 3 } })
  const open = await Promise.all([1, 2, 3].map(() => openSocket(port)))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
  })
  const text = await sendRaw(port, `GET / HTTP/1.1\r\n${HOST}\r\n`)
  expect(statusIn(text)).toBe(503)
  expect(text).toContain('3 connections at a time')
  open.pop()?.destroy()
  await expect.poll(async () => (await ask(origin).catch(() => undefined))?.status).toBe(200)
})
