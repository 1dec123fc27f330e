import { createServer, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { uploadLikeBrowser } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'

const BODY = Buffer.alloc(30 * 1_048_576, 'refdrop')
const TRIES = 4

const REFUSALS = [
  [401, 'AuthError'],
  [413, 'PayloadTooLargeError'],
  [429, 'RateLimitError'],
] as const

/** Writes a complete error response but does not end it. */
function refuse(response: ServerResponse, status: number, error: string): void {
  const body = JSON.stringify({ error, message: 'No.' })
  response.writeHead(status, { Connection: 'close', 'Content-Length': body.length })
  response.write(body)
}

/** Serves an upstream that rejects before `100 Continue` and closes the connection. */
async function serveAsking(status: number, error: string): Promise<string> {
  const server = createServer()
  server.on('checkContinue', (_, response) => {
    refuse(response, status, error)
    response.end()
  })
  return `http://127.0.0.1:${await listen(server)}`
}

/** Serves an upstream that ignores `Expect`, rejects after the first bytes and reads no more. */
async function serveLingering(status: number, error: string): Promise<string> {
  const server = createServer()
  server.on('checkContinue', (request, response) => {
    request.once('data', () => refuse(response, status, error))
    request.once('close', () => response.end())
  })
  return `http://127.0.0.1:${await listen(server)}`
}

test.each(REFUSALS)(
  'the page receives %i when it comes before 100 Continue',
  async (status, error) => {
    const proxy = await serveProxy(await serveAsking(status, error))
    for (let tries = 0; tries < TRIES; tries++) {
      const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
      expect(seen).toMatchObject({ status, json: { error } })
    }
  },
)

test.each(REFUSALS)(
  'the page receives %i when it comes in the middle of the body',
  async (status, error) => {
    const proxy = await serveProxy(
      await serveLingering(status, error),
      timeoutsOf({ expect100: 20 }),
    )
    for (let tries = 0; tries < TRIES; tries++) {
      const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
      expect(seen).toMatchObject({ status, json: { error } })
    }
  },
)

test.each(REFUSALS)(
  'the page receives %i when its connection closes after the response',
  async (status, error) => {
    const proxy = await serveProxy(await serveAsking(status, error))
    for (let tries = 0; tries < TRIES; tries++) {
      const headers = { Connection: 'close' }
      const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY, headers)
      expect(seen).toMatchObject({ status, json: { error } })
    }
  },
)

test('the proxy sends no more of the body once the upstream responds', async () => {
  const server = createServer()
  let got = 0
  let pieces = 0
  let complete = () => {}
  server.on('checkContinue', (request, response) => {
    response.writeContinue()
    request.on('data', (bytes) => {
      got += bytes.length
      pieces++
    })
    request.once('data', () => response.writeHead(413, { 'Content-Length': 2 }).write('{'))
    complete = () => response.write('}')
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  const seen = uploadLikeBrowser(`${proxy}/v1/files`, BODY)
  let before = -1
  const isQuiet = () => {
    const quiet = pieces > 0 && pieces === before
    before = pieces
    return quiet
  }
  await expect.poll(isQuiet, { interval: 300, timeout: 5_000 }).toBe(true)
  expect(got).toBeLessThan(BODY.length)
  complete()
  expect(await seen).toMatchObject({ status: 413 })
})

test('the proxy closes a connection on which the body was not sent completely', async () => {
  const server = createServer()
  let closed = 0
  server.on('connection', (socket) => socket.once('close', () => closed++))
  server.on('checkContinue', (request, response) => {
    response.writeContinue()
    request.once('data', () => response.writeHead(401, { 'Content-Length': 2 }).end('{}'))
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  expect(await uploadLikeBrowser(`${proxy}/v1/files`, BODY)).toMatchObject({ status: 401 })
  await expect.poll(() => closed).toBe(1)
})
