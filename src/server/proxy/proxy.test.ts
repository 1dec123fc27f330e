import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ask } from '../testing/http-client.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { PROXIES } from '../testing/proxies.ts'
import { serveProxy } from '../testing/proxy-server.ts'

const SERVER_KEY = 'varg_machine0123456789'
const PERSON_KEY = 'varg_person9876543210'

/** What a browser sends when a web server in front requires a password: team, pass. */
const PASSWORD = 'Basic dGVhbTpwYXNz'

interface Asked {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Serves an upstream that records its requests and responds with the given headers. */
async function serveRecorder(headers: Record<string, string> = {}, status = 200) {
  const asked: Asked[] = []
  const url = await serveUpstream(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url, headers: seen } = request
    asked.push({ method, url, headers: seen, body: Buffer.concat(chunks) })
    response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end('{"ok":true}')
  })
  return { url, asked }
}

const output: string[] = []

beforeEach(() => {
  const record = (...words: unknown[]) => {
    output.push(words.join(' '))
    return true
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation(record)
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(record)
  vi.spyOn(process.stderr, 'write').mockImplementation(record)
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(output.join()).not.toContain('varg_')
})

describe.each(PROXIES)('%s', (_name, { serve, adds }) => {
  test.each([
    ['POST', '/v1/files', 200],
    ['GET', '/v1/balance', 200],
    ['GET', '/v1/me', 200],
    ['GET', '/v1/files', 404],
    ['PUT', '/v1/files', 404],
    ['OPTIONS', '/v1/files', 404],
    ['HEAD', '/v1/balance', 404],
    ['POST', '/v1/balance', 404],
    ['POST', '/v1/image', 404],
    ['GET', '/v1/balance/', 404],
    ['GET', '/v1/balance?x=1', 404],
    ['GET', '/v1/%62alance', 404],
    ['PUT', '/v2/files', 404],
    ['GET', '/v2/files?workspace=1', 404],
    ['POST', '/v2/image', 404],
    ['GET', '/', 404],
    ['GET', '', 404],
  ])('the proxy responds to %s %s with %i', async (method, path, status) => {
    const upstream = await serveRecorder()
    const proxy = await serve(upstream.url)
    const { hostname, port } = new URL(proxy)
    // The URL parser would normalise the path.
    const seen = await ask(`http://${hostname}:${port}`, { method, path: `/api${path}` })
    expect(seen.status).toBe(status)
    expect(upstream.asked).toHaveLength(status === 200 ? 1 : 0)
    if (status === 404 && method !== 'HEAD') {
      expect(seen.json).toMatchObject({ error: 'NotFoundError', message: expect.any(String) })
    }
  })

  test('the proxy forwards only the allowed request headers', async () => {
    const upstream = await serveRecorder()
    const proxy = await serve(upstream.url)
    const own = new URL(proxy).origin
    await ask(`${proxy}/v1/files`, {
      method: 'POST',
      body: 'abc',
      headers: {
        Authorization: `Bearer ${PERSON_KEY}`,
        'X-Content-Hash': 'sha256:00',
        'Content-Type': 'application/octet-stream',
        'User-Agent': 'Some Browser/1',
        Accept: '*/*',
        'Accept-Language': 'de',
        'Accept-Encoding': 'gzip',
        Origin: own,
        Referer: `${own}/page`,
        Cookie: 'a=b',
        Connection: 'keep-alive, X-Hop',
        'X-Hop': '1',
        'Keep-Alive': 'timeout=9',
        TE: 'trailers',
        'Proxy-Authorization': 'Basic x',
        'X-Forwarded-For': '1.2.3.4',
        'X-Forwarded-Host': 'evil.test',
        Forwarded: 'for=1.2.3.4',
        'X-Real-IP': '1.2.3.4',
        'Sec-Fetch-Site': 'same-origin',
      },
    })
    expect(upstream.asked[0]?.headers).toEqual({
      ...adds.always,
      ...adds.withBody,
      host: new URL(upstream.url).host,
      authorization: `Bearer ${PERSON_KEY}`,
      'x-content-hash': 'sha256:00',
      'content-type': 'application/octet-stream',
      'content-length': '3',
      'user-agent': 'Some Browser/1',
      accept: '*/*',
      'accept-encoding': 'identity',
      'accept-language': 'de',
    })
  })

  test('the proxy returns only the allowed response headers', async () => {
    const upstream = await serveRecorder(
      {
        'Retry-After': '7',
        'X-RateLimit-Limit': '10',
        'X-RateLimit-Remaining': '0',
        'RateLimit-Reset': '60',
        'CF-Ray': 'ray',
        'X-Request-Id': 'id',
        'Server-Timing': 'theirs;dur=1',
        'X-Refdrop-Request': 'theirs',
        'Set-Cookie': 'a=b',
        'Access-Control-Allow-Origin': '*',
        'WWW-Authenticate': 'Basic',
        'Clear-Site-Data': '"*"',
        'Strict-Transport-Security': 'max-age=1',
        Refresh: '0;url=http://evil.test',
        Connection: 'close, X-Hop',
        'X-Hop': '1',
        Upgrade: 'h2c',
      },
      429,
    )
    const { status, headers, json } = await ask(`${await serve(upstream.url)}/v1/balance`)
    const { date, connection, 'keep-alive': _, ...rest } = headers
    expect(status).toBe(429)
    expect(json).toEqual({ ok: true })
    expect(rest).toEqual({
      'content-type': 'application/json',
      'content-length': '11',
      'retry-after': '7',
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
      'ratelimit-reset': '60',
      'cf-ray': 'ray',
      'x-request-id': 'id',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'server-timing': expect.any(String),
      'x-refdrop-request': expect.any(String),
    })
  })

  test('the proxy returns the Date of the upstream', async () => {
    const hours = new Date(Date.now() - 7_200_000).toUTCString()
    const upstream = await serveRecorder({ Date: hours }, 429)
    const { headers } = await ask(`${await serve(upstream.url)}/v1/balance`)
    expect(headers.date).toBe(hours)
  })

  test.each(['soon', ''])(
    'the proxy sends its own Date when that of the upstream is %j',
    async (date) => {
      const upstream = await serveRecorder({ Date: date }, 429)
      const { headers } = await ask(`${await serve(upstream.url)}/v1/balance`)
      expect(Math.abs(Date.parse(headers.date ?? '') - Date.now())).toBeLessThan(60_000)
    },
  )

  test.each([
    ['of a known length', {}],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
    ['of a client that sends Expect', { Expect: '100-continue' }],
  ])('the upstream receives the bytes of a body %s', async (_, headers) => {
    const upstream = await serveRecorder()
    const body = randomBytes(3_000_001)
    const proxy = await serve(upstream.url)
    await ask(`${proxy}/v1/files`, { method: 'POST', body, headers })
    expect(upstream.asked[0]?.body.equals(body)).toBe(true)
  })

  test('the upstream receives an empty body', async () => {
    const upstream = await serveRecorder()
    await ask(`${await serve(upstream.url)}/v1/files`, { method: 'POST' })
    expect(upstream.asked[0]?.headers).toMatchObject({ 'content-length': '0' })
    expect(upstream.asked[0]?.headers).not.toHaveProperty('expect')
  })

  test('the proxy keeps the base path of the upstream', async () => {
    const upstream = await serveRecorder()
    await ask(`${await serve(`${upstream.url}/some/base/`)}/v1/me`)
    expect(upstream.asked[0]?.url).toBe('/some/base/v1/me')
  })

  test.each([
    ['GET', '/v1/balance'],
    ['GET', '/v1/me'],
    ['POST', '/v1/files'],
  ])('the proxy rejects %s %s for another upstream', async (method, path) => {
    const upstream = await serveRecorder()
    const proxy = await serve(upstream.url, { serverKey: SERVER_KEY })
    const { origin } = new URL(proxy)
    const others = ['https://api.varg.ai', `${upstream.url}/base`, `${upstream.url}/`, '']
    for (const other of others) {
      const headers = { Origin: origin, 'X-Refdrop-Upstream': other }
      const seen = await ask(proxy + path, {
        method,
        body: method === 'POST' ? 'abc' : '',
        headers,
      })
      expect(seen.status).toBe(409)
      expect(seen.headers['x-refdrop-upstream']).toBe(upstream.url)
      expect(seen.json).toMatchObject({ error: 'OtherUpstream', message: expect.any(String) })
    }
    expect(upstream.asked).toEqual([])
    const headers = { Origin: origin, 'X-Refdrop-Upstream': upstream.url }
    const seen = await ask(proxy + path, { method, headers })
    expect(seen.status).toBe(200)
    expect(seen.headers).not.toHaveProperty('x-refdrop-upstream')
    expect(upstream.asked[0]?.headers).not.toHaveProperty('x-refdrop-upstream')
  })

  test('the proxy drops X-Refdrop-Upstream of the upstream', async () => {
    const upstream = await serveRecorder({ 'X-Refdrop-Upstream': 'https://evil.test' }, 409)
    const seen = await ask(`${await serve(upstream.url)}/v1/balance`)
    expect(seen.headers).not.toHaveProperty('x-refdrop-upstream')
  })

  test.each([
    ['this page, by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-origin' }, SERVER_KEY],
    ['this page, by Origin', { Origin: 'own' }, SERVER_KEY],
    [
      'this page with a key of its own',
      { Origin: 'own', Authorization: `Bearer ${PERSON_KEY}` },
      PERSON_KEY,
    ],
    ['a program', {}, undefined],
    ['a program with a key', { Authorization: `Bearer ${PERSON_KEY}` }, PERSON_KEY],
    ['a typed address', { 'Sec-Fetch-Site': 'none' }, undefined],
    ['this page with a password', { Origin: 'own', Authorization: PASSWORD }, SERVER_KEY],
    [
      'this page with a list of credentials',
      { Origin: 'own', Authorization: `Bearer a, ${PASSWORD}` },
      SERVER_KEY,
    ],
    ['a program with a password', { Authorization: PASSWORD }, undefined],
  ])('the proxy chooses the key for %s', async (_, headers: Record<string, string>, key) => {
    const upstream = await serveRecorder()
    const proxy = await serve(upstream.url, { serverKey: SERVER_KEY })
    if (headers.Origin === 'own') headers.Origin = new URL(proxy).origin
    const seen = await ask(`${proxy}/v1/balance`, { headers })
    const sent = upstream.asked[0]?.headers.authorization
    expect(sent).toBe(key === undefined ? undefined : `Bearer ${key}`)
    // A masked key is allowed.
    expect(JSON.stringify(seen.headers) + seen.bytes).not.toMatch(/varg_\w/)
    expect(JSON.stringify([upstream.asked, seen.headers])).not.toContain(PASSWORD.slice(6))
  })

  test('the proxy masks the server key in a response in any notation', async () => {
    const secret = SERVER_KEY.replace('varg_', '')
    const upstream = await serveUpstream((_, response) => {
      response.setHeader('X-Request-Id', SERVER_KEY)
      response.setHeader('X-RateLimit-Reset', `varg%5F${secret}`)
      response.end(JSON.stringify({ message: `“${SERVER_KEY}” and ${secret}` }))
    })
    const proxy = await serve(upstream, { serverKey: SERVER_KEY })
    const seen = await ask(`${proxy}/v1/balance`, { headers: { Origin: new URL(proxy).origin } })
    expect(JSON.stringify(seen.headers) + seen.bytes).not.toContain(secret)
    const hidden = `...${secret.slice(-4)}`
    expect(seen.json).toEqual({ message: `“varg_${hidden}” and ${hidden}` })
    expect(seen.headers['x-request-id']).toBe(`varg_${hidden}`)
  })

  test.each([
    ['POST', '/v1/files', { Origin: 'http://evil.test' }],
    ['POST', '/v1/files', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['GET', '/v1/balance', { 'Sec-Fetch-Site': 'same-site' }],
    ['GET', '/v1/nothing', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('the proxy rejects a foreign page: %s %s %o', async (method, path, headers) => {
    const upstream = await serveRecorder()
    const proxy = await serve(upstream.url, { serverKey: SERVER_KEY })
    const seen = await ask(proxy + path, { method, headers: headers as Record<string, string> })
    expect(seen).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
    expect(seen.headers).not.toHaveProperty('access-control-allow-origin')
    expect(upstream.asked).toHaveLength(0)
  })
})

test('the proxy of the server rejects a path that is not normalised', async () => {
  const upstream = await serveRecorder()
  const { hostname, port } = new URL(await serveProxy(upstream.url))
  const seen = await ask(`http://${hostname}:${port}`, { path: '/api/v1/../v1/balance' })
  expect(seen).toMatchObject({ status: 404, json: { error: 'NotFoundError' } })
  expect(upstream.asked).toHaveLength(0)
})
