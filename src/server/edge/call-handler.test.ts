import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { expect, test } from 'vitest'
import { parseUpstream } from '../proxy/upstream.ts'
import { serveEdgeProxy } from '../testing/edge-server.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { createCallHandler } from './call-handler.ts'
import { EDGE_TIMEOUTS } from './edge-timeouts.ts'

const MIB = 1_048_576
const BODY = Buffer.alloc(20 * MIB, 'refdrop')

/** Bytes that the buffers of this process and of the system may hold. */
const BUFFERED = 12 * MIB

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 10_000 }

/** Serves an upstream that responds after the first bytes of a body and reads no more of it. */
function serveEarly(status: number, body: string): Promise<string> {
  return serveUpstream((request, response) => {
    request.on('error', () => {})
    request.once('data', () => {
      request.pause()
      response.writeHead(status, { 'Content-Length': body.length }).write(body)
    })
  })
}

test.each([401, 413, 429])(
  'the page receives %i of a fetch handler when it comes in the middle of the body',
  async (status) => {
    const proxy = await serveEdgeProxy(await serveEarly(status, '{"error":"Early"}'))
    for (let tries = 0; tries < 2; tries++) {
      const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
      expect(seen).toMatchObject({ status, json: { error: 'Early' } })
    }
  },
)

test('a fetch handler responds with an early success once the whole body has arrived', async () => {
  const upstream = await serveEarly(200, '{"deduplicated":true}')
  const { port } = new URL(await serveEdgeProxy(upstream))
  const socket = await openSocket(Number(port))
  socket.write(`POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: ${BODY.length}\r\n\r\n`)
  await new Promise<void>((resolve) => socket.write(BODY.subarray(1), () => resolve()))
  expect(socket.bytesRead).toBe(0)
  socket.write(BODY.subarray(0, 1))
  expect(await readResponse(socket)).toMatchObject({ status: 200, json: { deduplicated: true } })
})

test('a fetch handler reads a body only as fast as the upstream accepts it', async () => {
  let resume = () => {}
  const upstream = await serveUpstream((request, response) => {
    request.pause()
    resume = () => request.resume().once('end', () => response.end('{}'))
  })
  let pulled = 0
  let pieces = BODY.length / MIB
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pieces === 0) return controller.close()
        pieces -= 1
        pulled += MIB
        controller.enqueue(BODY.subarray(0, MIB))
      },
    },
    { highWaterMark: 0 },
  )
  const settings = { upstream: parseUpstream(upstream), serverKey: null }
  const handle = createCallHandler(settings, EDGE_TIMEOUTS)
  const headers = { 'Content-Length': String(BODY.length) }
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
  const response = handle(new Request('http://a/api/v1/files', init), '/v1/files', 'this-page')
  let before = -1
  const isQuiet = () => {
    const quiet = pulled > 0 && pulled === before
    before = pulled
    return quiet
  }
  await expect.poll(isQuiet, { interval: 300, ...SOME_TIME }).toBe(true)
  expect(pulled).toBeLessThan(BUFFERED)
  resume()
  expect((await response).status).toBe(200)
  expect(pulled).toBe(BODY.length)
})

test('the upstream receives the length of a body, not chunks', async () => {
  const seen: IncomingMessage['headers'][] = []
  const upstream = await serveUpstream((request, response) => {
    seen.push(request.headers)
    request.resume().once('end', () => response.end('{}'))
  })
  const proxy = await serveEdgeProxy(upstream)
  await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
  expect(seen[0]).toMatchObject({ 'content-length': String(BODY.length) })
  expect(seen[0]).not.toHaveProperty('transfer-encoding')
})

test.each([
  ['in the middle of the body', 2 * MIB],
  ['while the upstream is silent', MIB],
])('a fetch handler ends the call when the page disconnects %s', async (_, length) => {
  let started = false
  let closed = false
  const server = createServer((request) => {
    started = true
    request.on('error', () => {})
    request.socket.once('close', () => {
      closed = true
    })
    request.resume()
  })
  const { port } = new URL(await serveEdgeProxy(`http://127.0.0.1:${await listen(server)}`))
  const socket = await openSocket(Number(port))
  socket.write(`POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`)
  socket.write(BODY.subarray(0, MIB))
  await expect.poll(() => started, SOME_TIME).toBe(true)
  socket.destroy()
  await expect.poll(() => closed, SOME_TIME).toBe(true)
})

test('a fetch handler responds with 408 when no byte of the body comes', async () => {
  const upstream = await serveUpstream((request) => request.on('error', () => {}))
  const proxy = await serveEdgeProxy(upstream, { timeouts: { bodyIdle: 100 } })
  const socket = await openSocket(Number(new URL(proxy).port))
  socket.write('POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc')
  expect(await readResponse(socket)).toMatchObject({
    status: 408,
    json: { error: 'RequestTimeoutError', reason: 'body-timeout', facts: { seconds: 0.1 } },
  })
})

test.each(['099', '000', 'abc'])('a fetch handler reports the status line %s', async (status) => {
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(`HTTP/1.1 ${status} What\r\nContent-Length: 2\r\n\r\n{}`))
  })
  const proxy = await serveEdgeProxy(`http://127.0.0.1:${await listen(server)}`)
  const seen = await ask(`${proxy}/v1/me`)
  expect(seen).toMatchObject({ status: 502, json: { error: 'ProxyError' } })
})

test('a fetch handler passes on a response without a body', async () => {
  const proxy = await serveEdgeProxy(
    await serveUpstream((_, response) => response.writeHead(204).end()),
  )
  const seen = await ask(`${proxy}/v2/files/abc`, { method: 'DELETE' })
  expect(seen).toMatchObject({ status: 204 })
  expect(seen.bytes).toHaveLength(0)
})

test('Server-Timing of a fetch handler has no connection', async () => {
  const upstream = await serveUpstream((request, response) => {
    request.resume().once('end', () => response.end('{}'))
  })
  const seen = await ask(`${await serveEdgeProxy(upstream)}/v1/files`, {
    method: 'POST',
    body: 'abc',
  })
  expect(seen.headers['server-timing']).toMatch(
    /^sent;dur=[\d.]+, first-byte;dur=[\d.]+, total;dur=[\d.]+$/,
  )
})

test.each(['X-Refdrop-Rate', 'X-Refdrop-Break-After'])(
  'a fetch handler rejects %s, which it cannot follow',
  async (name) => {
    let calls = 0
    const upstream = await serveUpstream((_, response) => {
      calls++
      response.end('{}')
    })
    const upload = { method: 'POST', body: 'abc', headers: { [name]: '5' } }
    const seen = await ask(`${await serveEdgeProxy(upstream)}/v1/files`, upload)
    expect(seen).toMatchObject({ status: 400, json: { error: 'ValidationError', field: name } })
    expect(calls).toBe(0)
  },
)
