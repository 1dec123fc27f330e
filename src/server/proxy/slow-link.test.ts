import { randomBytes } from 'node:crypto'
import { createServer as createSocketServer } from 'node:net'
import { expect, test } from 'vitest'
import { ask, openSocket } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { hashOf } from '../testing/sandbox-server.ts'
import { serveSlowGateway } from '../testing/slow-gateway.ts'
import { LINK_LIMITS } from './link-grace.ts'
import { reportUploads } from './upload-progress.ts'

const MB = 1_000_000

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 8_000 }

/** Scales timeouts down by the factor by which a test link is faster than a real one. */
function scaleTimeouts(speedUp: number) {
  return timeoutsOf({
    response: 150_000 / speedUp,
    link: { ...LINK_LIMITS, lowestRate: LINK_LIMITS.lowestRate * speedUp },
  })
}

const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

function upload(proxy: string, body: Buffer, headers: Record<string, string> = {}) {
  const length = { 'Content-Length': String(body.length) }
  return ask(`${proxy}/v1/files`, { method: 'POST', body, headers: { ...headers, ...length } })
}

test.each([
  [20_000, 200],
  [50_000, 100],
  [200_000, 50],
])(
  'the proxy delivers three uploads once each when the gateway takes %i bytes a second of each',
  // The scaled timeouts can pass when a machine pauses for a second.
  { retry: 2 },
  async (rate, speedUp) => {
    const gateway = await serveSlowGateway(() => rate * speedUp)
    const proxy = await serveProxy(gateway.url, scaleTimeouts(speedUp))
    const bodies = [1, 8, 16].map((size) => randomBytes(size * MB))
    const seen = await Promise.all(bodies.map((body) => upload(proxy, body)))
    expect(seen.map(({ status, json }) => [status, json?.hash])).toEqual(
      bodies.map((body) => [200, hashOf(body)]),
    )
    expect(gateway).toMatchObject({ uploads: 3, received: 25 * MB })
  },
)

test('the proxy delivers an upload once when its link becomes ten times slower', async () => {
  let rate = 20 * MB
  const gateway = await serveSlowGateway(() => rate)
  const proxy = await serveProxy(gateway.url, scaleTimeouts(100))
  const seen = upload(proxy, randomBytes(20 * MB))
  await expect.poll(() => gateway.received, { ...SOME_TIME, interval: 10 }).toBeGreaterThan(14 * MB)
  rate /= 10
  expect(await seen).toMatchObject({ status: 200 })
  expect(gateway.uploads).toBe(1)
})

test('the proxy gives up on a silent gateway once the buffers must be empty', async () => {
  const server = createSocketServer((socket) => socket.on('error', () => {}).resume())
  const host = `127.0.0.1:${await listen(server)}`
  const link = { ...LINK_LIMITS, lowestRate: 100 * MB }
  const timeouts = timeoutsOf({ expect100: 5, response: 200, link })
  const seen = await upload(await serveProxy(`http://${host}`, timeouts), randomBytes(MB))
  expect(seen).toMatchObject({ status: 504, json: { message: `${host} did not answer.` } })
})

test('reportUploads counts the bytes that left this process until the upload ends', async () => {
  const gateway = await serveSlowGateway(() => 8 * MB)
  const proxy = await serveProxy(gateway.url, scaleTimeouts(100))
  const [id, size] = [newId(), 12 * MB]
  const seen = upload(proxy, randomBytes(size), { 'X-Refdrop-Upload': id })
  const reported: number[] = []
  await expect
    .poll(
      () => {
        const [report] = reportUploads([id, newId()])
        const taken = report?.taken ?? 0
        // At least the bytes that the gateway read. The system holds at most `buffered` more.
        expect(taken).toBeGreaterThanOrEqual(gateway.received)
        expect(taken - gateway.received).toBeLessThan(LINK_LIMITS.buffered)
        if (taken !== reported.at(-1)) reported.push(taken)
        return taken
      },
      { ...SOME_TIME, interval: 20 },
    )
    .toBe(size)
  expect(reported.length).toBeGreaterThan(2)
  expect(reported).toEqual(reported.toSorted((one, other) => one - other))
  expect(await seen).toMatchObject({ status: 200 })
  await expect.poll(() => reportUploads([id]), SOME_TIME).toEqual([])
})

test('the gateway does not receive the id of an upload', async () => {
  const heads: string[] = []
  const server = createSocketServer((socket) => {
    socket.once('data', (bytes) => {
      heads.push(String(bytes).toLowerCase())
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    })
  })
  const proxy = await serveProxy(
    `http://127.0.0.1:${await listen(server)}`,
    timeoutsOf({ expect100: 5 }),
  )
  await upload(proxy, randomBytes(10), { 'X-Refdrop-Upload': newId() })
  expect(heads[0]).toContain('content-length: 10')
  expect(heads[0]).not.toContain('refdrop')
})

test('the proxy discards buffered bytes when the client disconnects', async () => {
  let got = 0
  let isOver = false
  let readsOn = false
  let readOn = () => {}
  const server = createSocketServer((socket) => {
    readOn = () => {
      readsOn = true
      socket.resume()
    }
    socket.on('error', () => {})
    socket.on('close', () => {
      isOver = true
    })
    socket.on('data', (bytes) => {
      if (got === 0) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
      got += bytes.length
      if (got > 100_000 && !readsOn) socket.pause()
    })
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  const [id, size] = [newId(), 20 * MB]
  const client = await openSocket(Number(new URL(proxy).port))
  client.on('error', () => {})
  client.write(
    `POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Upload: ${id}\r\nContent-Length: ${size}\r\n\r\n`,
  )
  client.write(randomBytes(size))
  // The system buffers some megabytes.
  await expect.poll(() => reportUploads([id])[0]?.taken, SOME_TIME).toBeGreaterThan(2 * MB)
  client.destroy()
  await expect.poll(() => reportUploads([id]), SOME_TIME).toEqual([])
  readOn()
  await expect.poll(() => isOver, SOME_TIME).toBe(true)
  // At most the bytes that the receiver already had.
  expect(got).toBeLessThan(2 * MB)
})
