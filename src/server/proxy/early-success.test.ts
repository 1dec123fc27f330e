import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { reportUploads } from './upload-progress.ts'

const MIB = 1_048_576
const BODY = Buffer.alloc(30 * MIB, 'refdrop')

/** Bytes that the buffers of this process and of the system may hold. */
const BUFFERED = 8 * MIB

const DEDUPLICATED = JSON.stringify({ url: 'https://s3.varg.ai/files/a.png', deduplicated: true })

const VERSIONS = ['/v1/files', '/v2/files']

interface Gateway {
  url: string
  /** Bytes of bodies that it received. */
  received: number
}

/**
 * Serves a gateway that recognizes a hash, and answers before it has read the body.
 *
 * @param onUpload decides when to answer
 */
async function serveKnowing(
  onUpload: (request: IncomingMessage, response: ServerResponse, answer: () => void) => void,
): Promise<Gateway> {
  const server = createServer()
  const gateway: Gateway = { url: '', received: 0 }
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    request.on('error', () => {})
    request.on('data', (bytes: Buffer) => {
      gateway.received += bytes.length
    })
    request.once('close', () => response.end())
    // Node would close the connection at the end of this response.
    onUpload(request, response, () => {
      response.writeHead(200, { 'Content-Length': DEDUPLICATED.length }).write(DEDUPLICATED)
    })
  })
  gateway.url = `http://127.0.0.1:${await listen(server)}`
  return gateway
}

/** Serves a gateway that answers instead of `100 Continue`. */
const serveAsking = () => serveKnowing((_, __, answer) => answer())

/** Serves a gateway that ignores `Expect`, answers after the first bytes and reads on. */
const serveReading = () => serveKnowing((request, _, answer) => request.once('data', answer))

const early = timeoutsOf({ expect100: 20 })
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Opens an upload of {@link BODY} and sends its first byte. */
async function openUpload(proxy: string, headers = '') {
  const { port, pathname } = new URL(proxy)
  const socket = await openSocket(Number(port))
  socket.on('error', () => {})
  socket.write(
    `POST ${pathname}/v1/files HTTP/1.1\r\nHost: a\r\n${headers}Content-Length: ${BODY.length}\r\n\r\n`,
  )
  return socket
}

test.each(VERSIONS)(
  'the page receives a success before 100 Continue of %s, and the gateway no byte',
  async (path) => {
    const gateway = await serveAsking()
    const proxy = await serveProxy(gateway.url)
    for (let tries = 0; tries < 3; tries++) {
      const seen = await uploadLikeBrowser(proxy + path, BODY)
      expect(seen).toMatchObject({ status: 200, json: { deduplicated: true } })
    }
    expect(gateway.received).toBe(0)
  },
)

test.each(VERSIONS)(
  'the gateway receives no more than its buffers hold after an early success of %s',
  async (path) => {
    const gateway = await serveReading()
    const proxy = await serveProxy(gateway.url, early)
    const seen = await uploadLikeBrowser(proxy + path, BODY)
    expect(seen).toMatchObject({ status: 200, json: { deduplicated: true } })
    expect(gateway.received).toBeGreaterThan(0)
    expect(gateway.received).toBeLessThan(BUFFERED)
  },
)

test('the proxy responds with an early success once the whole body has arrived', async () => {
  const gateway = await serveAsking()
  const proxy = await serveProxy(gateway.url)
  const id = newId()
  const socket = await openUpload(proxy, `X-Refdrop-Upload: ${id}\r\n`)
  socket.write(BODY.subarray(0, MIB))
  // Progress jumps to the end. The grace is enough for the rest of the body at the lowest rate.
  const taken = BODY.length
  const report = { id, taken, grace: expect.closeTo(taken / 16_384, 0) }
  await expect.poll(() => reportUploads([id]), { timeout: 5_000 }).toEqual([report])
  socket.write(BODY.subarray(MIB, 20 * MIB))
  expect(socket.bytesRead).toBe(0)
  socket.write(BODY.subarray(20 * MIB))
  expect(await readResponse(socket)).toMatchObject({ status: 200 })
})

test('the connection of the page takes another call after an early success', async () => {
  const proxy = await serveProxy((await serveAsking()).url)
  const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
  expect(seen.headers.connection).toBe('keep-alive')
})

test('a client that waits for 100 Continue receives an early success without it', async () => {
  const proxy = await serveProxy((await serveAsking()).url)
  const seen = await ask(`${proxy}/v1/files`, { method: 'POST', body: BODY, waits: true })
  expect(seen).toMatchObject({ status: 200, json: { deduplicated: true } })
})

test('the proxy survives a page that disconnects while its body is dropped', async () => {
  const proxy = await serveProxy((await serveAsking()).url)
  const id = newId()
  const socket = await openUpload(proxy, `X-Refdrop-Upload: ${id}\r\n`)
  await expect.poll(() => reportUploads([id])[0]?.taken, { timeout: 5_000 }).toBe(BODY.length)
  socket.destroy()
  await expect.poll(() => reportUploads([id]), { timeout: 5_000 }).toEqual([])
  expect(await uploadLikeBrowser(`${proxy}/v1/files`, BODY)).toMatchObject({ status: 200 })
})
