import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ask, openSocket } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 5_000 }

async function urlOf(server: Server): Promise<string> {
  return `http://127.0.0.1:${await listen(server)}`
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('the proxy sends no byte of the body before the upstream sends 100 Continue', async () => {
  const server = createServer()
  let invite = () => {}
  let got = 0
  server.on('checkContinue', (request, response) => {
    request.on('data', (bytes) => {
      got += bytes.length
    })
    request.on('end', () => response.end('{}'))
    invite = () => response.writeContinue()
  })
  const asked = new Promise((resolve) => server.once('checkContinue', resolve))
  const proxy = await serveProxy(await urlOf(server), timeoutsOf({ expect100: 60_000 }))
  const seen = ask(`${proxy}/v1/files`, { method: 'POST', body: 'abcde' })
  await asked
  // A body that was sent would arrive before this round trip ends.
  await ask(`${proxy}/v1/nothing`)
  expect(got).toBe(0)
  invite()
  expect(await seen).toMatchObject({ status: 200 })
  expect(got).toBe(5)
})

test('the proxy forwards 100 Continue to a client that sends Expect', async () => {
  const server = createServer()
  let invite = () => {}
  server.on('checkContinue', (request, response) => {
    invite = () => response.writeContinue()
    request.resume().on('end', () => response.end('{}'))
  })
  const asked = new Promise((resolve) => server.once('checkContinue', resolve))
  const { port } = new URL(await serveProxy(await urlOf(server), timeoutsOf({ expect100: 60_000 })))
  const socket = await openSocket(Number(port))
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
  })
  socket.write(
    'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
  )
  await asked
  expect(text).toBe('')
  invite()
  await expect.poll(() => text, SOME_TIME).toContain('100 Continue')
  socket.write('ab')
  await expect.poll(() => text, SOME_TIME).toContain('200 OK')
  socket.destroy()
})

test('the proxy sends the body without 100 Continue after a timeout, and sooner the next time', async () => {
  const server = createServer()
  server.on('checkContinue', async (request, response) =>
    response.end(JSON.stringify(await read(request))),
  )
  // Without the shorter timeout, the second upload would outlast the test.
  const { timeouts } = timeoutsOf({ expect100: 300, expect100Silent: 1 })
  const proxy = await serveProxy(await urlOf(server), { timeouts })
  expect((await ask(`${proxy}/v1/files`, { method: 'POST', body: 'one' })).bytes.toString()).toBe(
    '"one"',
  )
  timeouts.expect100 = 60_000
  expect((await ask(`${proxy}/v1/files`, { method: 'POST', body: 'two' })).bytes.toString()).toBe(
    '"two"',
  )
})

test('the proxy waits for 100 Continue again after it came late', async () => {
  const server = createServer()
  const early: number[] = []
  server.on('checkContinue', async (request, response) => {
    let got = 0
    const begins = new Promise((resolve) => request.once('data', resolve))
    request.on('data', (bytes) => {
      got += bytes.length
    })
    request.on('end', () => response.end('{}'))
    const isFirst = early.length === 0
    // Only the first delay exceeds the timeout.
    await (isFirst ? begins : new Promise((resolve) => setTimeout(resolve, 200)))
    early.push(got)
    response.writeContinue()
  })
  const { timeouts } = timeoutsOf({ expect100: 20, expect100Silent: 1 })
  const proxy = await serveProxy(await urlOf(server), { timeouts })
  const upload = { method: 'POST', headers: { 'Content-Length': '3' }, body: 'abc' }
  expect(await ask(`${proxy}/v1/files`, upload)).toMatchObject({ status: 200 })
  timeouts.expect100 = 60_000
  expect(await ask(`${proxy}/v1/files`, upload)).toMatchObject({ status: 200 })
  expect(early).toEqual([3, 0])
})

test('the proxy sends the body without Expect after an upstream rejected it with 417', async () => {
  const server = createServer()
  let refused = 0
  server.on('checkContinue', (_, response) => {
    refused++
    response.writeHead(417).end()
  })
  server.on('request', async (request, response) => {
    // An unrequested 100 Continue does not enable Expect again.
    response.writeContinue()
    response.end(JSON.stringify(await read(request)))
  })
  const proxy = await serveProxy(await urlOf(server))
  expect((await ask(`${proxy}/v1/files`, { method: 'POST', body: 'one' })).bytes.toString()).toBe(
    '"one"',
  )
  expect((await ask(`${proxy}/v1/files`, { method: 'POST', body: 'two' })).bytes.toString()).toBe(
    '"two"',
  )
  expect(refused).toBe(1)
})

test('the proxy reuses connections', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'))
  })
  let connections = 0
  server.on('connection', () => connections++)
  const proxy = await serveProxy(await urlOf(server))
  for (let calls = 0; calls < 5; calls++) await ask(`${proxy}/v1/me`)
  for (let calls = 0; calls < 5; calls++)
    await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })
  expect(connections).toBe(1)
})

test.each([
  ['GET', '/v1/me', ''],
  ['POST', '/v1/files', 'the whole body'],
])('the proxy retries %s %s when a reused connection was closed', async (method, path, body) => {
  const server = createServer()
  const stale = new Set<Socket>()
  let bodies = ''
  const respond = async (
    request: IncomingMessage,
    response: import('node:http').ServerResponse,
  ) => {
    if (stale.has(request.socket)) return request.socket.resetAndDestroy()
    stale.add(request.socket)
    if (request.headers.expect) response.writeContinue()
    bodies += await read(request)
    response.end('{}')
  }
  server.on('request', respond)
  server.on('checkContinue', respond)
  const proxy = await serveProxy(await urlOf(server))
  await ask(`${proxy}/v1/me`)
  expect(await ask(`${proxy}${path}`, { method, body })).toMatchObject({ status: 200 })
  expect(bodies).toBe(body)
  expect(stale.size).toBe(2)
})

test('the proxy does not retry when a new connection is closed', async () => {
  let requests = 0
  const server = createServer((request) => {
    requests++
    request.socket.resetAndDestroy()
  })
  const proxy = await serveProxy(await urlOf(server))
  expect(await ask(`${proxy}/v1/me`)).toMatchObject({ status: 502 })
  expect(requests).toBe(1)
})

test('the proxy does not retry once a byte of the body is sent', async () => {
  const server = createServer((_, response) => response.end('{}'))
  let uploads = 0
  server.on('checkContinue', (request, response) => {
    uploads++
    response.writeContinue()
    request.once('data', () => request.socket.resetAndDestroy())
  })
  const proxy = await serveProxy(await urlOf(server))
  await ask(`${proxy}/v1/me`)
  expect(await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })).toMatchObject({
    status: 502,
  })
  expect(uploads).toBe(1)
})

test.each([
  ['before 100 Continue', false],
  ['in the middle of the body', true],
])(
  'the proxy closes the upstream connection when the browser disconnects %s',
  async (_, invites) => {
    const server = createServer()
    const events: string[] = []
    server.on('checkContinue', (request, response) => {
      request.socket.once('close', () => events.push('closed'))
      if (invites) response.writeContinue()
      request.resume()
      events.push('asked')
      request.once('data', () => events.push('got bytes'))
    })
    const { port } = new URL(
      await serveProxy(await urlOf(server), timeoutsOf({ expect100: 60_000 })),
    )
    const browser = await openSocket(Number(port))
    browser.write('POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc')
    await expect.poll(() => events, SOME_TIME).toContain(invites ? 'got bytes' : 'asked')
    expect(events).not.toContain('closed')
    browser.destroy()
    await expect.poll(() => events, SOME_TIME).toContain('closed')
  },
)

test('the proxy closes the upstream connection when the browser disconnects before the response', async () => {
  const server = createServer()
  const events: string[] = []
  server.on('request', (request) => {
    request.socket.once('close', () => events.push('closed'))
    events.push('asked')
  })
  const { port } = new URL(await serveProxy(await urlOf(server)))
  const browser = await openSocket(Number(port))
  browser.write('GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => events, SOME_TIME).toContain('asked')
  browser.destroy()
  await expect.poll(() => events, SOME_TIME).toContain('closed')
})

test('the proxy applies backpressure of a stalled upstream to the browser', async () => {
  const server = createServer()
  server.on('checkContinue', (request, response) => {
    request.pause()
    response.writeContinue()
  })
  const { port } = new URL(await serveProxy(await urlOf(server)))
  const browser = await openSocket(Number(port))
  const chunk = Buffer.alloc(1_048_576)
  browser.write(
    `POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: ${400 * chunk.length}\r\n\r\n`,
  )
  let taken = 0
  const pipe = () => {
    browser.write(chunk, (error) => {
      if (error) return
      taken += chunk.length
      pipe()
    })
  }
  pipe()
  await expect.poll(() => taken, SOME_TIME).toBeGreaterThan(0)
  // The sockets of three processes hold some bytes. A proxy that buffers accepts all 400 MiB.
  let before = -1
  await expect
    .poll(
      () => {
        const still = taken === before
        before = taken
        return still
      },
      { ...SOME_TIME, interval: 500 },
    )
    .toBe(true)
  expect(taken).toBeLessThan(64 * 1_048_576)
  browser.destroy()
})

test('the upstream receives unchanged bytes when it reads slowly', async () => {
  const server = createServer()
  const chunks: Buffer[] = []
  server.on('checkContinue', async (request, response) => {
    response.writeContinue()
    for await (const chunk of request) {
      chunks.push(chunk)
      // Reads slower than the bytes arrive, so that the proxy must buffer them.
      for (let turns = 0; turns < 10; turns++) await nextTurn()
    }
    response.end('{}')
  })
  const body = randomBytes(24 * 1_048_576)
  const proxy = await serveProxy(await urlOf(server))
  expect(await ask(`${proxy}/v1/files`, { method: 'POST', body })).toMatchObject({ status: 200 })
  expect(Buffer.concat(chunks).equals(body)).toBe(true)
})
