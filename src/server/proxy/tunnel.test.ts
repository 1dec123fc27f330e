import { randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createSocketServer, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { serveConnectProxy, throughProxy } from '../testing/connect-proxy.ts'
import { ask, openSocket, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, mountHandler, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { serveSecurely } from '../testing/secure-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { fetchedRoute } from './fetched-route.ts'
import { ReturnedUrls } from './returned-urls.ts'
import { TIMEOUTS } from './timeouts.ts'
import { parseUpstream } from './upstream.ts'

const SOME_TIME = { timeout: 10_000 }
const PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const UPSTREAM = 'http://gateway.test'
const KEY = 'varg_person9876543210'
const BODY = Buffer.alloc(30 * 1_048_576, 'refdrop')

/** Serves the proxy of a gateway that is reachable only through an outbound proxy. */
async function serveBehind(
  port: number,
  options: Parameters<typeof serveProxy>[1] = {},
  user = '',
) {
  const between = await serveConnectProxy({ world: { 'gateway.test:80': port } })
  const proxies = throughProxy(between.url.replace('//', `//${user}`))
  return { between, proxy: await serveProxy(UPSTREAM, { proxies, ...options }) }
}

async function portOf(listener: RequestListener): Promise<number> {
  return Number(new URL(await serveUpstream(listener)).port)
}

test('the outbound proxy carries all calls on one connection', async () => {
  const seen: { headers: IncomingHttpHeaders; body: Buffer }[] = []
  const port = await portOf(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ headers: request.headers, body: Buffer.concat(chunks) })
    response.end('{"ok":true}')
  })
  const { between, proxy } = await serveBehind(port)
  const headers = { Authorization: `Bearer ${KEY}` }
  const body = randomBytes(3_000_001)
  const first = await ask(`${proxy}/v1/me`, { headers })
  const upload = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body })
  expect([first.json, upload.json]).toEqual([{ ok: true }, { ok: true }])
  expect(upload.headers['server-timing']).toContain('connect;dur=0;desc=reused, sent;')
  expect(seen.map(({ headers }) => headers.host)).toEqual(['gateway.test', 'gateway.test'])
  expect(seen[1]?.body.equals(body)).toBe(true)
  expect(between.asked.map(({ line }) => line)).toEqual(['CONNECT gateway.test:80'])
})

test('the outbound proxy gets only its credentials, and the upstream only the key', async () => {
  const seen: IncomingHttpHeaders[] = []
  const lines: string[] = []
  const port = await portOf((request, response) => {
    seen.push(request.headers)
    response.end('{}')
  })
  const log = (line: string) => lines.push(line)
  const { between, proxy } = await serveBehind(port, { log }, 'me:pass%20word@')
  const headers = { Authorization: `Bearer ${KEY}`, ...PAGE }
  const { headers: reported } = await ask(`${proxy}/v1/me`, { headers })
  const basic = `Basic ${Buffer.from('me:pass word').toString('base64')}`
  expect(between.asked[0]?.headers).toMatchObject({ 'proxy-authorization': basic })
  expect(JSON.stringify(between.asked)).not.toContain('varg_')
  expect(seen[0]).not.toHaveProperty('proxy-authorization')
  expect(decodeURIComponent(JSON.stringify([seen, lines, reported]))).not.toMatch(/pass.word|Basic/)
})

test.each([401, 413])(
  'the page receives %i before 100 Continue through a proxy',
  async (status) => {
    const server = createServer()
    server.on('checkContinue', (_, response) => {
      response.writeHead(status, { Connection: 'close' }).end('{"error":"Early"}')
    })
    const { proxy } = await serveBehind(await listen(server))
    const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
    expect(seen).toMatchObject({ status, json: { error: 'Early' } })
  },
)

test.each([401, 413])(
  'the page receives %i in the middle of the body through a proxy',
  async (status) => {
    const server = createServer()
    server.on('checkContinue', (request, response) => {
      const headers = { Connection: 'close', 'Content-Length': 17 }
      request.once('data', () => response.writeHead(status, headers).write('{"error":"Early"}'))
      request.once('close', () => response.end())
    })
    const { proxy } = await serveBehind(await listen(server), timeoutsOf({ expect100: 20 }))
    const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
    expect(seen).toMatchObject({ status, json: { error: 'Early' } })
  },
)

test('the tunnel applies backpressure of a stalled upstream to the browser', async () => {
  const server = createServer()
  server.on('checkContinue', (request, response) => {
    request.pause()
    response.writeContinue()
  })
  const { proxy } = await serveBehind(await listen(server))
  const browser = await openSocket(Number(new URL(proxy).port))
  browser.on('error', () => {})
  const length = 400 * 1_048_576
  browser.write(`POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`)
  let taken = 0
  const pipe = () => {
    browser.write(Buffer.alloc(1_048_576), (error) => {
      if (error) return
      taken += 1_048_576
      pipe()
    })
  }
  pipe()
  let before = -1
  const standsStill = () => {
    const stands = taken > 0 && taken === before
    before = taken
    return stands
  }
  await expect.poll(standsStill, { ...SOME_TIME, interval: 500 }).toBe(true)
  expect(taken).toBeLessThan(64 * 1_048_576)
  browser.destroy()
})

function answering(...lines: string[]) {
  return (socket: Socket) => socket.end(`${lines.join('\r\n')}\r\n\r\n`)
}

test.each<[what: string, onConnect: (socket: Socket) => void, user: string, words: string]>([
  [
    'asks for a user',
    answering('HTTP/1.1 407 No'),
    '',
    'asks for a user and password (407): add them to HTTP_PROXY',
  ],
  [
    'refuses the user',
    answering('HTTP/1.1 407 No'),
    'me:secret@',
    'refused the user and password in HTTP_PROXY (407)',
  ],
  [
    'forbids the connection',
    answering('HTTP/1.1 403 No', 'Content-Length: 0'),
    '',
    'does not allow connections to gateway.test (403)',
  ],
  ['cannot connect', answering('HTTP/1.1 502 No'), '', 'could not connect to gateway.test (502)'],
  [
    'redirects',
    answering('HTTP/1.1 302 No', 'Location: http://login.test/'),
    '',
    'answered CONNECT with 302',
  ],
  [
    'hangs up',
    (socket) => socket.end(),
    '',
    'hung up before it opened a connection to gateway.test',
  ],
  [
    'breaks off',
    (socket) => socket.resetAndDestroy(),
    '',
    'hung up before it opened a connection to gateway.test',
  ],
  [
    'is not an HTTP server',
    answering('220 mail.test ESMTP'),
    '',
    'answered something that is not HTTP',
  ],
  [
    'sends malformed headers',
    answering('HTTP/1.1 200 OK', 'nonsense'),
    '',
    'answered something that is not HTTP',
  ],
])('the error names a proxy that %s', async (_, onConnect, user, words) => {
  const between = await serveConnectProxy({ onConnect })
  const proxies = throughProxy(between.url.replace('//', `//${user}`))
  const proxy = await serveProxy(UPSTREAM, { proxies })
  const message = `The proxy ${between.host} (HTTP_PROXY) ${words}.`
  const reason = expect.stringMatching(/^proxy-/)
  const expected = { status: 502, json: { error: 'OutboundProxyError', message, reason } }
  expect(await ask(`${proxy}/v1/me`)).toMatchObject(expected)
  expect(await uploadLikeBrowser(`${proxy}/v1/files`, BODY)).toMatchObject(expected)
})

test.each([
  [
    'is down',
    async () => `127.0.0.1:${await takeFreePort()}`,
    'refused the connection: it seems to be down',
  ],
  ['cannot be resolved', async () => 'proxy.invalid:3128', 'could not be found by name'],
])(
  'the error names the proxy instead of the gateway when the proxy %s',
  async (_, findHost, words) => {
    const host = await findHost()
    const proxy = await serveProxy(UPSTREAM, { proxies: throughProxy(host) })
    const message = `The proxy ${host} (HTTP_PROXY) ${words}.`
    expect(await ask(`${proxy}/v1/me`)).toMatchObject({ status: 502, json: { message } })
  },
)

test('the error names a proxy that does not connect in time, and its connection closes', async () => {
  let open = 0
  const server = createSocketServer((socket) => {
    open++
    socket.on('error', () => {})
    socket.on('close', () => open--)
    socket.resume()
  })
  const host = `127.0.0.1:${await listen(server)}`
  const options = { proxies: throughProxy(host), ...timeoutsOf({ connection: 50 }) }
  const proxy = await serveProxy(UPSTREAM, options)
  const message = `The proxy ${host} (HTTP_PROXY) did not open a connection to gateway.test in time.`
  expect(await ask(`${proxy}/v1/me`)).toMatchObject({ status: 504, json: { message } })
  await expect.poll(() => open, SOME_TIME).toBe(0)
})

test('the error names an upstream that fails behind the proxy', async () => {
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.end())
  })
  const { proxy } = await serveBehind(await listen(server))
  const message = expect.stringMatching(/^gateway\.test closed the connection/)
  expect(await ask(`${proxy}/v1/me`)).toMatchObject({ json: { error: 'ProxyError', message } })
})

test('the error names the proxy when it cannot resolve the upstream', async () => {
  const between = await serveConnectProxy()
  const proxy = await serveProxy('http://other.test:81', { proxies: throughProxy(between.url) })
  const { json } = await ask(`${proxy}/v1/me`)
  expect(json?.message).toContain('could not connect to other.test:81 (502)')
  expect(between.asked[0]?.line).toBe('CONNECT other.test:81')
})

test('the proxy connects directly to an upstream on this machine', async () => {
  const between = await serveConnectProxy()
  const upstream = await serveUpstream((_, response) => response.end('{}'))
  const proxy = await serveProxy(upstream, { proxies: throughProxy(between.url) })
  expect(await ask(`${proxy}/v1/me`)).toMatchObject({ status: 200 })
  expect(between.asked).toEqual([])
})

/** Fetches back a URL of a public gateway through a proxy. */
async function fetchThrough(
  url: string,
  addresses: string[],
  world: Record<string, number>,
  gateway = 'https://gateway.invalid',
) {
  const between = await serveConnectProxy({ world })
  const urls = new ReturnedUrls()
  urls.add(ROUTES_1.send, { status: 200, text: JSON.stringify({ url }) })
  const resolve = async () => addresses.map((address) => ({ address }))
  const proxies = throughProxy(between.url)
  const route = fetchedRoute(parseUpstream(gateway), urls, TIMEOUTS, proxies, resolve)
  const base = await mountHandler('/api', route)
  const where = `${base}/fetched?url=${encodeURIComponent(url)}`
  const seen = await ask(where, { headers: PAGE })
  return { seen, host: between.host, lines: between.asked.map(({ line }) => line) }
}

test.each([
  [['8.8.8.8'], '8.8.8.8:80'],
  [['2606:4700::1111', '8.8.4.4'], '8.8.4.4:80'],
  [['2606:4700::1111'], '[2606:4700::1111]:80'],
])(
  'the route fetches a file whose host is at %o from %s by its name',
  async (addresses, target) => {
    const port = await portOf((request, response) => response.end(request.headers.host))
    const url = 'http://files.test/a'
    const { seen, lines } = await fetchThrough(url, addresses, { [target]: port })
    expect([seen.status, seen.bytes.toString()]).toEqual([200, 'files.test'])
    expect(lines).toEqual([`CONNECT ${target}`])
  },
)

test('the route fetches a file over TLS only when the certificate matches its name', async () => {
  const { port, names } = await serveSecurely((request, response) => {
    response.end(request.headers.host)
  })
  const url = 'https://files.test/a'
  const world = { '8.8.8.8:443': port }
  const refused = await fetchThrough(url, ['8.8.8.8'], world)
  const message =
    'files.test offers no connection that can be trusted (DEPTH_ZERO_SELF_SIGNED_CERT).'
  expect(refused.seen).toMatchObject({ status: 502, json: { message } })
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { seen } = await fetchThrough(url, ['8.8.8.8'], world)
  expect([seen.status, seen.bytes.toString()]).toEqual([200, 'files.test'])
  expect(names).toEqual(['files.test'])
})

test('the route does not fetch a file whose host cannot be resolved here', async () => {
  const { seen, host, lines } = await fetchThrough('http://files.test/a', [], {})
  const message = `files.test could not be found by name from here, so that its address could be checked: the proxy ${host} was not asked for it.`
  expect(seen).toMatchObject({ status: 502, json: { error: 'FetchedBackError', message } })
  expect(lines).toEqual([])
})

test.each([[['10.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['fd00::1']]])(
  'the route does not fetch a file whose host is at %o through a proxy',
  async (addresses) => {
    const { seen, lines } = await fetchThrough('http://files.test/a', addresses, {})
    expect(seen).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
    expect(lines).toEqual([])
  },
)

test('the route fetches a file on this machine directly by any name', async () => {
  const port = await portOf((_, response) => response.end('here'))
  const url = `http://127.0.0.1.nip.invalid:${port}/a`
  const inside = await fetchThrough(url, ['127.0.0.1'], {}, 'http://127.0.0.1:9')
  // The name cannot be resolved here, but the proxy must receive no request.
  expect(inside.lines).toEqual([])
  const plain = await fetchThrough(`http://localhost:${port}/a`, [], {}, 'http://127.0.0.1:9')
  expect([plain.seen.bytes.toString(), plain.lines]).toEqual(['here', []])
})

test('the error names the proxy when it cannot connect to the host of a file', async () => {
  const { seen, host } = await fetchThrough('http://files.test/a', ['8.8.8.8'], {})
  const message = `The proxy ${host} (HTTP_PROXY) could not connect to files.test (502).`
  expect(seen).toMatchObject({ status: 502, json: { error: 'FetchedBackError', message } })
})
