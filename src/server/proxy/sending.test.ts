import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ask, openSocket } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'

/** For what must happen some time, also on a slow machine. */
const SOME_TIME = { timeout: 5_000 }

async function urlOf(server: Server): Promise<string> {
  return `http://127.0.0.1:${await listen(server)}`
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('no byte of the body is sent before the upstream invites it', async () => {
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
  // One more turn through the same server: had the body been sent, it would be here by now.
  await ask(`${proxy}/v1/nothing`)
  expect(got).toBe(0)
  invite()
  expect(await seen).toMatchObject({ status: 200 })
  expect(got).toBe(5)
})

test('a client that asks first is invited only when the upstream invites', async () => {
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

test('the body is sent without an invitation in the end, and sooner the next time', async () => {
  const server = createServer()
  server.on('checkContinue', async (request, response) =>
    response.end(JSON.stringify(await read(request))),
  )
  // Were the silence not remembered, the second upload would outlast the test.
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

test('an invitation that comes late is waited for the next time', async () => {
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
    // Only the first time it hesitates for longer than it is waited for.
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

test('an upstream that refuses to be asked first gets the body unasked, then and later', async () => {
  const server = createServer()
  let refused = 0
  server.on('checkContinue', (_, response) => {
    refused++
    response.writeHead(417).end()
  })
  server.on('request', async (request, response) => {
    // An invitation that nobody asked for is not taken for a change of mind.
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

test('connections are kept and used again', async () => {
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
])(
  'a kept connection that was closed meanwhile costs nothing: %s %s',
  async (method, path, body) => {
    const server = createServer()
    const stale = new Set<Socket>()
    let bodies = ''
    const answer = async (
      request: IncomingMessage,
      response: import('node:http').ServerResponse,
    ) => {
      if (stale.has(request.socket)) return request.socket.resetAndDestroy()
      stale.add(request.socket)
      if (request.headers.expect) response.writeContinue()
      bodies += await read(request)
      response.end('{}')
    }
    server.on('request', answer)
    server.on('checkContinue', answer)
    const proxy = await serveProxy(await urlOf(server))
    await ask(`${proxy}/v1/me`)
    expect(await ask(`${proxy}${path}`, { method, body })).toMatchObject({ status: 200 })
    expect(bodies).toBe(body)
    expect(stale.size).toBe(2)
  },
)

test('a new connection that is closed is not tried again', async () => {
  let asked = 0
  const server = createServer((request) => {
    asked++
    request.socket.resetAndDestroy()
  })
  const proxy = await serveProxy(await urlOf(server))
  expect(await ask(`${proxy}/v1/me`)).toMatchObject({ status: 502 })
  expect(asked).toBe(1)
})

test('nothing is sent twice once a byte of the body is out', async () => {
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
  ['while the upstream considers the invitation', false],
  ['in the middle of the body', true],
])('when the browser goes away %s, the upstream sees the connection close', async (_, invites) => {
  const server = createServer()
  const events: string[] = []
  server.on('checkContinue', (request, response) => {
    request.socket.once('close', () => events.push('closed'))
    if (invites) response.writeContinue()
    request.resume()
    events.push('asked')
    request.once('data', () => events.push('got bytes'))
  })
  const { port } = new URL(await serveProxy(await urlOf(server), timeoutsOf({ expect100: 60_000 })))
  const browser = await openSocket(Number(port))
  browser.write('POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc')
  await expect.poll(() => events, SOME_TIME).toContain(invites ? 'got bytes' : 'asked')
  expect(events).not.toContain('closed')
  browser.destroy()
  await expect.poll(() => events, SOME_TIME).toContain('closed')
})

test('when the browser goes away while it waits for the answer, the upstream sees it too', async () => {
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

test('a stalled upstream stalls the browser', async () => {
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
  // What the sockets of three processes can hold in between; a proxy that buffers takes all 400 MiB.
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

test('bytes arrive as they were, however long they must wait here', async () => {
  const server = createServer()
  const chunks: Buffer[] = []
  server.on('checkContinue', async (request, response) => {
    response.writeContinue()
    for await (const chunk of request) {
      chunks.push(chunk)
      // Slower than they come, so that writes to the upstream have to wait for it.
      for (let turns = 0; turns < 10; turns++) await nextTurn()
    }
    response.end('{}')
  })
  const body = randomBytes(24 * 1_048_576)
  const proxy = await serveProxy(await urlOf(server))
  expect(await ask(`${proxy}/v1/files`, { method: 'POST', body })).toMatchObject({ status: 200 })
  expect(Buffer.concat(chunks).equals(body)).toBe(true)
})
