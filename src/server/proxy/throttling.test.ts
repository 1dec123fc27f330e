import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { expect, test } from 'vitest'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 5_000 }

/** The bytes of one connection to a raw socket. */
interface Connection {
  text: string
  isOver: boolean
}

/** Serves an upstream that sends `100 Continue` on request and never responds. */
async function serveListener() {
  const connections: Connection[] = []
  const server = createSocketServer((socket) => {
    const connection: Connection = { text: '', isOver: false }
    connections.push(connection)
    socket.on('error', () => {})
    socket.on('close', () => {
      connection.isOver = true
    })
    socket.on('data', (bytes) => {
      const before = connection.text
      connection.text += bytes.toString('latin1')
      const asks = /\r\nExpect: 100-continue\r\n/.test(connection.text)
      if (asks && !before.includes('\r\n\r\n')) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    })
  })
  return { host: `127.0.0.1:${await listen(server)}`, connections }
}

function bodyOf({ text }: Connection): string {
  return text.slice(text.indexOf('\r\n\r\n') + 4)
}

/** Serves an upstream that responds with the size of the body and records its chunks. */
async function serveClock() {
  const paces: number[][] = []
  const url = await serveUpstream(async (request, response) => {
    const pace: number[] = []
    paces.push(pace)
    let size = 0
    for await (const chunk of request) {
      pace.push(chunk.length)
      size += chunk.length
    }
    response.end(JSON.stringify({ size, headers: request.headers }))
  })
  return { url, paces }
}

function uploadThrottled(
  proxy: string,
  body: Uint8Array | string,
  throttling: { rate?: string | number; breakAfter?: string | number },
  headers: Record<string, string> = {},
) {
  const { rate, breakAfter } = throttling
  return ask(`${proxy}/v1/files`, {
    method: 'POST',
    body,
    headers: {
      ...headers,
      ...(rate !== undefined && { 'X-Refdrop-Rate': String(rate) }),
      ...(breakAfter !== undefined && { 'X-Refdrop-Break-After': String(breakAfter) }),
    },
  })
}

test.each([
  ['some bytes', 512, 1024],
  ['no bytes', 0, 1024],
  ['all bytes', 1024, 1024],
  ['more bytes than one chunk', 50_000, 3_000_000],
])('a custom send breaks the connection after %s', async (_, sent, size) => {
  const { host, connections } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const body = randomBytes(size)
  const seen = await uploadThrottled(
    proxy,
    body,
    { breakAfter: sent },
    { 'Content-Length': String(size) },
  )
  const message = `The connection to ${host} was broken off after ${sent} of ${size} bytes, as asked.`
  expect(seen).toMatchObject({
    status: 502,
    json: { error: 'TestBreak', message, statusCode: 502 },
  })
  await expect.poll(() => connections[0]?.isOver, SOME_TIME).toBe(true)
  expect(connections).toHaveLength(1)
  expect(connections.map(bodyOf)).toEqual([body.subarray(0, sent).toString('latin1')])
  expect(connections[0]?.text).toContain(`\r\ncontent-length: ${size}\r\n`)
  expect(connections[0]?.text.toLowerCase()).not.toContain('refdrop')
})

test('a custom send breaks a chunked body that is sent without 100 Continue', async () => {
  const { host, connections } = await serveListener()
  const proxy = await serveProxy(`http://${host}`, timeoutsOf({ expect100: 5 }))
  const seen = await uploadThrottled(
    proxy,
    'abcdefgh',
    { breakAfter: 3 },
    { 'Transfer-Encoding': 'chunked' },
  )
  expect(seen.json?.message).toBe(
    `The connection to ${host} was broken off after 3 bytes, as asked.`,
  )
  await expect.poll(() => connections[0]?.isOver, SOME_TIME).toBe(true)
  expect(connections.map(bodyOf)).toEqual(['3\r\nabc\r\n'])
})

test('a browser receives the error of a break when most of its body was not forwarded', async () => {
  const { host } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const headers = { 'X-Refdrop-Break-After': '10' }
  const seen = await uploadLikeBrowser(`${proxy}/v1/files`, randomBytes(20_000_000), headers)
  expect(seen).toMatchObject({ status: 502, json: { error: 'TestBreak' } })
})

test('a custom send completes when the body ends before the break', async () => {
  const { url } = await serveClock()
  const proxy = await serveProxy(url)
  expect(await uploadThrottled(proxy, 'abc', { breakAfter: 4 })).toMatchObject({
    status: 200,
    json: { size: 3 },
  })
})

test('a custom send limits the rate and sends small chunks', async () => {
  const { url, paces } = await serveClock()
  const proxy = await serveProxy(url)
  const began = performance.now()
  const seen = await uploadThrottled(proxy, randomBytes(10_000), { rate: 20_000 })
  expect(seen).toMatchObject({ status: 200, json: { size: 10_000 } })
  expect(performance.now() - began).toBeGreaterThan(490)
  // A slow machine may read several chunks at once, but not all.
  expect(paces[0]?.length).toBeGreaterThan(2)
})

test('a custom send loses no byte at a rate above that of the connection', async () => {
  const { url } = await serveClock()
  const proxy = await serveProxy(url)
  const size = 5_000_001
  const seen = await uploadThrottled(proxy, randomBytes(size), { rate: '9'.repeat(400) })
  expect(seen).toMatchObject({ status: 200, json: { size } })
})

test('a custom send combines a rate and a break', async () => {
  const { host, connections } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const began = performance.now()
  const seen = await uploadThrottled(proxy, randomBytes(9_000), { rate: 10_000, breakAfter: 3_000 })
  expect(seen).toMatchObject({ status: 502, json: { error: 'TestBreak' } })
  expect(performance.now() - began).toBeGreaterThan(290)
  await expect.poll(() => connections[0]?.isOver, SOME_TIME).toBe(true)
  expect(connections.map((one) => bodyOf(one).length)).toEqual([3_000])
})

test('a custom send may take longer than the timeout of a waiting upstream', async () => {
  const { url } = await serveClock()
  // Each byte takes more than twice the timeout.
  const proxy = await serveProxy(url, timeoutsOf({ response: 400 }))
  expect(await uploadThrottled(proxy, 'ab', { rate: 1 })).toMatchObject({
    status: 200,
    json: { size: 2 },
  })
})

test('a custom send times out when the upstream accepts no byte', async () => {
  const server = createSocketServer((socket) => socket.on('error', () => {}).pause())
  const host = `127.0.0.1:${await listen(server)}`
  const proxy = await serveProxy(`http://${host}`, timeoutsOf({ expect100: 5, response: 300 }))
  const seen = await uploadThrottled(proxy, randomBytes(30_000_000), { rate: 1e9 })
  expect(seen).toMatchObject({ status: 504, json: { message: `${host} took no more bytes.` } })
})

test('a custom send ends when the upstream responds early', async () => {
  const url = await serveUpstream((request, response) => {
    request.once('data', () => response.writeHead(413).end('{"error":"Early"}'))
  })
  const proxy = await serveProxy(url)
  // The whole body would take a day.
  const seen = await uploadThrottled(proxy, randomBytes(86_400), { rate: 1, breakAfter: 86_000 })
  expect(seen).toMatchObject({ status: 413, json: { error: 'Early' } })
})

test('a custom send sends no byte before 100 Continue', async () => {
  const server = createServer()
  let got = 0
  let invite = () => {}
  const asked = new Promise<void>((resolve) => {
    server.on('checkContinue', (request, response) => {
      invite = () => response.writeContinue()
      request.on('data', (bytes) => {
        got += bytes.length
      })
      request.on('end', () => response.end('{}'))
      resolve()
    })
  })
  const proxy = await serveProxy(
    `http://127.0.0.1:${await listen(server)}`,
    timeoutsOf({ expect100: 60_000 }),
  )
  const { port } = new URL(proxy)
  const socket = await openSocket(Number(port))
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Rate: 100\r\nContent-Length: 3\r\n\r\nabc',
  )
  await asked
  // A body that was sent would arrive before this round trip ends.
  await ask(`${proxy}/v1/nothing`)
  expect(got).toBe(0)
  invite()
  expect(await readResponse(socket)).toMatchObject({ status: 200 })
  expect(got).toBe(3)
})

test('a custom send is never retried', async () => {
  let uploads = 0
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    // The first response leaves its connection open, and the next request closes it.
    socket.once('data', (first) => {
      if (String(first).startsWith('POST')) uploads += 1
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
      socket.on('data', (next) => {
        if (String(next).startsWith('POST')) uploads += 1
        socket.destroy()
      })
    })
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  await ask(`${proxy}/v1/me`)
  await uploadThrottled(proxy, 'abc', { breakAfter: 1 })
  expect(uploads).toBe(1)
})

test('a custom send connects without a byte of the body after the upstream rejected Expect', async () => {
  const heads: string[] = []
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const text = String(bytes)
      if (!text.includes('Expect')) heads.push(text)
      else socket.end('HTTP/1.1 417 Odd\r\nContent-Length: 0\r\n\r\n')
    })
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  expect(await uploadThrottled(proxy, 'abc', { breakAfter: 0 })).toMatchObject({ status: 502 })
  await expect.poll(() => heads, SOME_TIME).toEqual([expect.stringMatching(/^POST .*\r\n\r\n$/s)])
})

test('a custom send ends when the client disconnects before it sent the body', async () => {
  const { host, connections } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const socket = await openSocket(Number(new URL(proxy).port))
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Rate: 10\r\nContent-Length: 9000\r\n\r\nabc',
  )
  await expect.poll(() => connections.map(bodyOf).join(), SOME_TIME).not.toBe('')
  socket.destroy()
  await expect.poll(() => connections[0]?.isOver, SOME_TIME).toBe(true)
})

test.each([
  ['X-Refdrop-Rate', '0', 1],
  ['X-Refdrop-Rate', '-1', 1],
  ['X-Refdrop-Rate', '1.5', 1],
  ['X-Refdrop-Rate', '1e3', 1],
  ['X-Refdrop-Rate', 'varg_fast', 1],
  ['X-Refdrop-Rate', '', 1],
  ['X-Refdrop-Break-After', '-1', 0],
  ['X-Refdrop-Break-After', '0x10', 0],
  ['X-Refdrop-Break-After', '1, 2', 0],
])('the proxy rejects %s: %s before it connects', async (name, value, least) => {
  const { host, connections } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const headers = { [name]: value }
  const seen = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body: 'abc' })
  const message = `${name} must be a whole number of at least ${least}.`
  expect(seen).toMatchObject({
    status: 400,
    json: { error: 'ValidationError', message, field: name, statusCode: 400 },
  })
  expect(connections).toEqual([])
})

test('the proxy throttles only uploads and does not forward the headers', async () => {
  const asked: unknown[] = []
  const url = await serveUpstream((request, response) => {
    asked.push(request.headers)
    response.end('{}')
  })
  const headers = { 'X-Refdrop-Rate': 'none', 'X-Refdrop-Break-After': '0' }
  expect(await ask(`${await serveProxy(url)}/v1/me`, { headers })).toMatchObject({ status: 200 })
  expect(JSON.stringify(asked).toLowerCase()).not.toContain('refdrop')
})

test('a custom send ends when the client disconnects after it sent the body', async () => {
  const { host, connections } = await serveListener()
  const { port } = new URL(await serveProxy(`http://${host}`))
  const socket = await openSocket(Number(port))
  socket.on('error', () => {})
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Rate: 1000\r\nContent-Length: 500000\r\n\r\n',
  )
  socket.write(randomBytes(500_000))
  await expect
    .poll(() => connections[0] && bodyOf(connections[0]).length, SOME_TIME)
    .toBeGreaterThan(0)
  socket.destroy()
  await expect.poll(() => connections[0]?.isOver, SOME_TIME).toBe(true)
  expect(bodyOf(connections[0] as Connection).length).toBeLessThan(20_000)
})

test('the proxy rejects a custom send of a foreign page', async () => {
  const { host, connections } = await serveListener()
  const headers = { Origin: 'http://evil.test' }
  const seen = await uploadThrottled(
    await serveProxy(`http://${host}`),
    'abc',
    { breakAfter: 0 },
    headers,
  )
  expect(seen).toMatchObject({ status: 403 })
  expect(connections).toEqual([])
})
