import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { expect, test } from 'vitest'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'

/** For what must happen some time, also on a slow machine. */
const SOME_TIME = { timeout: 5_000 }

/** What an upstream below HTTP got, one entry a connection. */
interface Met {
  text: string
  isOver: boolean
}

/** An upstream that invites whoever asks first, and never answers. */
async function serveListener() {
  const met: Met[] = []
  const server = createSocketServer((socket) => {
    const connection: Met = { text: '', isOver: false }
    met.push(connection)
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
  return { host: `127.0.0.1:${await listen(server)}`, met }
}

function bodyOf({ text }: Met): string {
  return text.slice(text.indexOf('\r\n\r\n') + 4)
}

/** An upstream that answers with the size of the body and how long it took to come. */
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
  ['none', 0, 1024],
  ['all of them', 1024, 1024],
  ['more than one piece takes', 50_000, 3_000_000],
])(
  'the connection breaks after %s: the upstream got so many and no more',
  async (_, sent, size) => {
    const { host, met } = await serveListener()
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
    await expect.poll(() => met[0]?.isOver, SOME_TIME).toBe(true)
    expect(met).toHaveLength(1)
    expect(met.map(bodyOf)).toEqual([body.subarray(0, sent).toString('latin1')])
    expect(met[0]?.text).toContain(`\r\ncontent-length: ${size}\r\n`)
    expect(met[0]?.text.toLowerCase()).not.toContain('refdrop')
  },
)

test('it breaks in chunks, too, and at an upstream that is not asked first', async () => {
  const { host, met } = await serveListener()
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
  await expect.poll(() => met[0]?.isOver, SOME_TIME).toBe(true)
  expect(met.map(bodyOf)).toEqual(['3\r\nabc\r\n'])
})

test('a browser sees the break, though most of its body was not sent on', async () => {
  const { host } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const headers = { 'X-Refdrop-Break-After': '10' }
  const seen = await uploadLikeBrowser(`${proxy}/v1/files`, randomBytes(20_000_000), headers)
  expect(seen).toMatchObject({ status: 502, json: { error: 'TestBreak' } })
})

test('a body that ends before the break is sent whole', async () => {
  const { url } = await serveClock()
  const proxy = await serveProxy(url)
  expect(await uploadThrottled(proxy, 'abc', { breakAfter: 4 })).toMatchObject({
    status: 200,
    json: { size: 3 },
  })
})

test('a body goes on as slowly as it should, in small pieces', async () => {
  const { url, paces } = await serveClock()
  const proxy = await serveProxy(url)
  const began = performance.now()
  const seen = await uploadThrottled(proxy, randomBytes(10_000), { rate: 20_000 })
  expect(seen).toMatchObject({ status: 200, json: { size: 10_000 } })
  expect(performance.now() - began).toBeGreaterThan(490)
  // A slow machine may read several at once, but not all.
  expect(paces[0]?.length).toBeGreaterThan(2)
})

test('a rate above what the line takes slows nothing and loses no byte', async () => {
  const { url } = await serveClock()
  const proxy = await serveProxy(url)
  const size = 5_000_001
  const seen = await uploadThrottled(proxy, randomBytes(size), { rate: '9'.repeat(400) })
  expect(seen).toMatchObject({ status: 200, json: { size } })
})

test('rate and break go together', async () => {
  const { host, met } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const began = performance.now()
  const seen = await uploadThrottled(proxy, randomBytes(9_000), { rate: 10_000, breakAfter: 3_000 })
  expect(seen).toMatchObject({ status: 502, json: { error: 'TestBreak' } })
  expect(performance.now() - began).toBeGreaterThan(290)
  await expect.poll(() => met[0]?.isOver, SOME_TIME).toBe(true)
  expect(met.map((one) => bodyOf(one).length)).toEqual([3_000])
})

test('a slow body outlasts the patience with an upstream that waits for it', async () => {
  const { url } = await serveClock()
  // Each byte takes more than twice as long.
  const proxy = await serveProxy(url, timeoutsOf({ response: 400 }))
  expect(await uploadThrottled(proxy, 'ab', { rate: 1 })).toMatchObject({
    status: 200,
    json: { size: 2 },
  })
})

test('an upstream that takes nothing of a steered body is not waited for', async () => {
  const server = createSocketServer((socket) => socket.on('error', () => {}).pause())
  const host = `127.0.0.1:${await listen(server)}`
  const proxy = await serveProxy(`http://${host}`, timeoutsOf({ expect100: 5, response: 300 }))
  const seen = await uploadThrottled(proxy, randomBytes(30_000_000), { rate: 1e9 })
  expect(seen).toMatchObject({ status: 504, json: { message: `${host} took no more bytes.` } })
})

test('an early answer ends a slow body', async () => {
  const url = await serveUpstream((request, response) => {
    request.once('data', () => response.writeHead(413).end('{"error":"Early"}'))
  })
  const proxy = await serveProxy(url)
  // The whole would take a day.
  const seen = await uploadThrottled(proxy, randomBytes(86_400), { rate: 1, breakAfter: 86_000 })
  expect(seen).toMatchObject({ status: 413, json: { error: 'Early' } })
})

test('nothing of a steered body is sent before the upstream invites it', async () => {
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
  // One more turn through the same server: had the body been sent, it would be here by now.
  await ask(`${proxy}/v1/nothing`)
  expect(got).toBe(0)
  invite()
  expect(await readResponse(socket)).toMatchObject({ status: 200 })
  expect(got).toBe(3)
})

test('a steered upload is never sent a second time', async () => {
  let uploads = 0
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    // The first answer leaves its connection open, and the next call finds it gone.
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

test('an upstream that refuses to be asked first sees a connection without a byte of the body', async () => {
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

test('who goes away takes a slow body along', async () => {
  const { host, met } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const socket = await openSocket(Number(new URL(proxy).port))
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Rate: 10\r\nContent-Length: 9000\r\n\r\nabc',
  )
  await expect.poll(() => met.map(bodyOf).join(), SOME_TIME).not.toBe('')
  socket.destroy()
  await expect.poll(() => met[0]?.isOver, SOME_TIME).toBe(true)
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
])('%s: %s is refused before anything is sent', async (name, value, least) => {
  const { host, met } = await serveListener()
  const proxy = await serveProxy(`http://${host}`)
  const headers = { [name]: value }
  const seen = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body: 'abc' })
  const message = `${name} must be a whole number of at least ${least}.`
  expect(seen).toMatchObject({
    status: 400,
    json: { error: 'ValidationError', message, field: name, statusCode: 400 },
  })
  expect(met).toEqual([])
})

test('only uploads are steered, and nobody learns of it', async () => {
  const asked: unknown[] = []
  const url = await serveUpstream((request, response) => {
    asked.push(request.headers)
    response.end('{}')
  })
  const headers = { 'X-Refdrop-Rate': 'none', 'X-Refdrop-Break-After': '0' }
  expect(await ask(`${await serveProxy(url)}/v1/me`, { headers })).toMatchObject({ status: 200 })
  expect(JSON.stringify(asked).toLowerCase()).not.toContain('refdrop')
})

test('a client that goes in the middle of a slow body ends it at the upstream', async () => {
  const { host, met } = await serveListener()
  const { port } = new URL(await serveProxy(`http://${host}`))
  const socket = await openSocket(Number(port))
  socket.on('error', () => {})
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Rate: 1000\r\nContent-Length: 500000\r\n\r\n',
  )
  socket.write(randomBytes(500_000))
  await expect.poll(() => met[0] && bodyOf(met[0]).length, SOME_TIME).toBeGreaterThan(0)
  socket.destroy()
  await expect.poll(() => met[0]?.isOver, SOME_TIME).toBe(true)
  expect(bodyOf(met[0] as Met).length).toBeLessThan(20_000)
})

test('a foreign page steers nothing', async () => {
  const { host, met } = await serveListener()
  const headers = { Origin: 'http://evil.test' }
  const seen = await uploadThrottled(
    await serveProxy(`http://${host}`),
    'abc',
    { breakAfter: 0 },
    headers,
  )
  expect(seen).toMatchObject({ status: 403 })
  expect(met).toEqual([])
})
