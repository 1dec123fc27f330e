import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { decodeReportedHeaders } from '../../core/traffic/refdrop-headers.ts'
import { HANDLER } from '../testing/edge-bundle.ts'
import { exampleOf } from '../testing/edge-example.ts'
import { type AskOptions, ask, openSocket, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { HAS_WORKERD, serveInWorkerd } from '../testing/workerd.ts'

const MIB = 1_048_576
const KEY = 'varg_machine0123456789'

/** The header of a page at an origin without TLS. */
const PAGE = { 'X-Refdrop-Page': '1' }

/** A Worker with short timeouts and a key. */
const WORKER = `
import { createHandler } from '${HANDLER}'
export default {
  fetch: (request, { GATEWAY, KEY, RESPONSE = '1000' }) => createHandler({
    gatewayUrl: GATEWAY,
    ...(KEY && { key: KEY, hosts: ['127.0.0.1'] }),
    timeouts: {
      response: Number(RESPONSE), bodyIdle: 1000, reach: 1000,
      link: { lowestRate: 1e9, buffered: 0, gulp: 0 },
    },
  })(request),
}`

interface Asked {
  url: string | undefined
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Serves a gateway that records its requests. Its name must be resolved. */
async function serveGateway() {
  const asked: Asked[] = []
  const url = await serveUpstream(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    asked.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks) })
    response.setHeader('X-Request-Id', String(request.headers.authorization))
    response.end('{"ok":true}')
  })
  return { url: url.replace('127.0.0.1', 'localhost'), asked }
}

const serve = (gateway: string, more: Record<string, string> = {}) =>
  serveInWorkerd(WORKER, { GATEWAY: gateway, ...more })

const askPage = (url: string, { headers, ...options }: AskOptions = {}) =>
  ask(url, { ...options, headers: { ...PAGE, ...headers } })

const TITLE = HAS_WORKERD ? 'in workerd' : 'in workerd, which npm run edge installs'

describe.skipIf(!HAS_WORKERD)(TITLE, () => {
  test('the example for Workers serves the page and passes calls on', async () => {
    const { url, asked } = await serveGateway()
    const origin = await serveInWorkerd(await exampleOf('worker.js'), { VARG_GATEWAY_URL: url })
    const page = await ask(`${origin}/`, { headers: { 'Accept-Language': 'de-AT' } })
    expect([page.status, page.bytes.toString()]).toEqual([200, '/index.de.html'])
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(await askPage(`${origin}/api/v1/me`)).toMatchObject({ status: 200, json: { ok: true } })
    expect((await ask(`${origin}/machine`)).json).toMatchObject({ api: url, sandbox: null })
    expect((await ask(`${origin}/machine/reach`)).json).toEqual({ reachable: true })
    expect(asked.map((one) => one.url)).toEqual(['/v1/me', '/'])
  })

  test('an upload keeps its bytes, its length and the allowed headers', async () => {
    const { url, asked } = await serveGateway()
    const origin = await serve(url, { KEY })
    const body = randomBytes(3 * MIB + 1)
    const headers = { 'Content-Type': 'image/png', 'X-Content-Hash': 'sha256:0', Cookie: 'a=b' }
    const upload = { method: 'POST', body, headers }
    const seen = await askPage(`${origin}/api/v1/files`, upload)
    expect(seen.status).toBe(200)
    expect(asked[0]?.body.equals(body)).toBe(true)
    expect(asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'content-type': 'image/png',
      'content-length': String(body.length),
      'x-content-hash': 'sha256:0',
    })
    for (const name of ['cookie', 'transfer-encoding', 'x-refdrop-page', 'origin']) {
      expect(asked[0]?.headers).not.toHaveProperty(name)
    }
    expect(JSON.stringify(seen.headers)).not.toContain(KEY.slice(5))
    const report = decodeReportedHeaders(String(seen.headers['x-refdrop-headers']))
    expect(report?.sent).toContainEqual(['authorization', 'Bearer varg_…6789'])
  })

  test.each<[string, string, Record<string, string>, number]>([
    ['a foreign page', '/api/v1/me', { Origin: 'https://evil.test', ...PAGE }, 403],
    ['a program', '/api/v1/me', {}, 403],
    ['another call', '/api/v1/image', PAGE, 404],
    ['a call for another gateway', '/api/v1/me', { ...PAGE, 'X-Refdrop-Upstream': 'x' }, 409],
    ['a foreign host', '/api/v1/me', { ...PAGE, Host: 'evil.test' }, 403],
  ])('the handler rejects %s', async (_, path, headers, status) => {
    const { url, asked } = await serveGateway()
    const seen = await ask((await serve(url, { KEY })) + path, { headers })
    expect(seen).toMatchObject({ status, json: { error: expect.any(String), statusCode: status } })
    expect(asked).toEqual([])
  })

  test('the body waits in the browser while the gateway does not read', async () => {
    const upstream = await serveUpstream((request) => request.on('error', () => {}).pause())
    const { port } = new URL(await serve(upstream, { RESPONSE: '60000' }))
    const socket = await openSocket(Number(port))
    socket.on('error', () => {})
    const length = 60 * MIB
    socket.write(
      `POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Page: 1\r\nContent-Length: ${length}\r\n\r\n`,
    )
    socket.write(Buffer.alloc(length))
    let before = -1
    const isQuiet = () => {
      const quiet = socket.writableLength === before
      before = socket.writableLength
      return quiet
    }
    await expect.poll(isQuiet, { interval: 500, timeout: 15_000 }).toBe(true)
    expect(socket.writableLength).toBeGreaterThan(length / 2)
    socket.destroy()
  })

  test.each([401, 413])('the page receives %i in the middle of the body', async (status) => {
    const upstream = await serveUpstream((request, response) => {
      request.on('error', () => {})
      request.once('data', () => {
        request.pause()
        response.writeHead(status, { 'Content-Length': 2 }).write('{}')
      })
    })
    const url = `${await serve(upstream)}/api/v1/files`
    const seen = await uploadLikeBrowser(url, Buffer.alloc(30 * MIB), PAGE)
    expect(seen.status).toBe(status)
  })

  test('the gateway sees that the page has disconnected', async () => {
    let closed = false
    let got = 0
    const upstream = await serveUpstream((request) => {
      request.on('error', () => {})
      request.on('data', (bytes) => {
        got += bytes.length
      })
      request.socket.once('close', () => {
        closed = true
      })
    })
    const { port } = new URL(await serve(upstream))
    const socket = await openSocket(Number(port))
    socket.write(
      'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nX-Refdrop-Page: 1\r\nContent-Length: 99\r\n\r\nabc',
    )
    await expect.poll(() => got, { timeout: 10_000 }).toBe(3)
    socket.destroy()
    await expect.poll(() => closed, { timeout: 10_000 }).toBe(true)
  })

  test.each<[string, () => Promise<string>, number, string]>([
    ['is down', async () => `http://127.0.0.1:${await takeFreePort()}`, 502, 'ProxyError'],
    ['is no HTTP', () => serveText('220 mail.test ESMTP\r\n'), 502, 'ProxyError'],
    ['is silent', () => serveText(''), 504, 'ProxyError'],
    ['redirects', () => serveText('HTTP/1.1 302 F\r\nLocation: /a\r\n\r\n'), 502, 'RedirectError'],
    [
      'breaks off',
      () => serveText('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
      502,
      'ProxyError',
    ],
    [
      'responds too much',
      () => serveText(`HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n${'a'.repeat(2_000_000)}`),
      502,
      'ProxyError',
    ],
  ])('the page learns that the gateway %s', async (_, gateway, status, error) => {
    const seen = await askPage(`${await serve(await gateway())}/api/v1/me`)
    expect(seen).toMatchObject({ status, json: { error, reason: expect.any(String) } })
  })
})

/** Serves a text after the first bytes. An empty text is silence. */
async function serveText(text: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => text !== '' && socket.end(text))
  })
  return `http://127.0.0.1:${await listen(server)}`
}
