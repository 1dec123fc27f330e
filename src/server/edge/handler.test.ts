import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseReach, parseServerInfo } from '../../core/api/server-info.ts'
import { stableId } from '../stable-id.ts'
import { bundleModule } from '../testing/edge-bundle.ts'
import { exampleOf } from '../testing/edge-example.ts'
import { serveFetch } from '../testing/edge-server.ts'
import { ask, uploadLikeBrowser } from '../testing/http-client.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { makeMalformed } from '../testing/malformed-requests.ts'
import { sendRaw, statusIn } from '../testing/raw-client.ts'
import { makeFolder } from '../testing/sandbox-server.ts'
import { writePage } from '../testing/served-app.ts'
import { start, takeFreePort } from '../testing/start-process.ts'
import { createHandler, type EdgeOptions } from './handler.ts'

const ORIGIN = 'https://drop.example'
const KEY = 'varg_machine0123456789'
const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

interface Asked {
  url: string | undefined
  authorization: string | undefined
}

/** Serves a gateway that records its requests. */
async function serveGateway() {
  const asked: Asked[] = []
  const url = await serveUpstream((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization })
    request.resume().once('end', () => response.end('{"ok":true}'))
  })
  return { url, asked }
}

async function read(
  path: string,
  { init, ...options }: EdgeOptions & { init?: RequestInit } = {},
): Promise<{ status: number; headers: Headers; text: string; json: Record<string, unknown> }> {
  const response = await createHandler(options)(new Request(ORIGIN + path, init))
  const text = await response.text()
  const json = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, text, json }
}

describe('calls', () => {
  test('the handler passes on a call of the page with its key', async () => {
    const { url: gatewayUrl, asked } = await serveGateway()
    const init = { headers: { ...PAGE, Authorization: 'Bearer varg_person' } }
    const { status, headers, json } = await read('/api/v1/me', { gatewayUrl, init })
    expect([status, json]).toEqual([200, { ok: true }])
    expect(asked).toEqual([{ url: '/v1/me', authorization: 'Bearer varg_person' }])
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'x-refdrop-request': expect.stringMatching(/^[0-9a-f]{16}$/),
      'x-refdrop-headers': expect.any(String),
    })
  })

  test.each([
    ['this page', PAGE, `Bearer ${KEY}`],
    ['this page, by its header', { 'X-Refdrop-Page': '1' }, `Bearer ${KEY}`],
    [
      'this page with a key of its own',
      { ...PAGE, Authorization: 'Bearer varg_a' },
      'Bearer varg_a',
    ],
  ])('the handler chooses the key for %s', async (_, headers, authorization) => {
    const { url: gatewayUrl, asked } = await serveGateway()
    const options = { gatewayUrl, key: KEY, hosts: ['drop.example'] }
    const { text, headers: got } = await read('/api/v1/me', { ...options, init: { headers } })
    expect(asked).toMatchObject([{ authorization }])
    expect(text + JSON.stringify([...got])).not.toContain(KEY)
  })

  test.each([
    ['/api/v1/me', {}],
    ['/api/v1/files', {}],
    ['/api/v1/me', { 'Sec-Fetch-Site': 'none' }],
    ['/api/v1/me', { 'Sec-Fetch-Site': 'cross-site' }],
    ['/api/v1/me', { Origin: 'https://evil.test' }],
    ['/api/v1/me', { Origin: 'http://drop.example' }],
    ['/api/fetched?url=x', { Origin: 'https://evil.test' }],
    ['/api/import', { 'Sec-Fetch-Site': 'same-site' }],
    ['/machine', { 'Sec-Fetch-Site': 'cross-site' }],
    ['/machine/reach', { Origin: 'null' }],
  ])('the handler rejects %s of others: %o', async (path, headers: Record<string, string>) => {
    const { url: gatewayUrl, asked } = await serveGateway()
    const options = { gatewayUrl, key: KEY, hosts: ['drop.example'], init: { headers } }
    const { status, json } = await read(path, options)
    expect(status).toBe(403)
    expect(json).toMatchObject({ error: 'ForbiddenError', reason: 'foreign-page' })
    expect(asked).toEqual([])
  })

  test('the handler serves only the given hosts', async () => {
    const { url: gatewayUrl, asked } = await serveGateway()
    const init = { headers: PAGE }
    const options = { gatewayUrl, key: KEY, hosts: ['other.example', '[::1]'], init }
    const { status, json } = await read('/api/v1/me', options)
    expect(status).toBe(403)
    expect(json).toMatchObject({ reason: 'foreign-host', facts: { host: 'drop.example' } })
    expect(asked).toEqual([])
  })

  test.each([
    ['POST', '/api/import', 403, 'ImportError'],
    ['GET', '/api/fetched?url=https://a.test/', 404, 'NotFoundError'],
    ['GET', '/api/v1/image', 404, 'NotFoundError'],
    ['GET', '/api', 404, 'NotFoundError'],
    ['POST', '/sandbox/v1/files', 404, 'NotFoundError'],
    ['GET', '/machine/other', 404, 'NotFoundError'],
    ['POST', '/machine', 404, 'NotFoundError'],
    ['GET', '/%00', 400, 'ValidationError'],
    ['GET', '/a%zz', 400, 'ValidationError'],
    ['POST', '/', 405, 'MethodNotAllowedError'],
    ['GET', '/apiary', 404, 'NotFoundError'],
    ['POST', '/share/below', 405, 'MethodNotAllowedError'],
  ])('the handler responds to %s %s with %i', async (method, path, status, error) => {
    const seen = await read(path, { init: { method, headers: PAGE } })
    expect(seen.status).toBe(status)
    expect(seen.json).toMatchObject({ error, message: expect.any(String), statusCode: status })
  })

  test('the handler says that it has no sandbox', async () => {
    const { json } = await read('/sandbox/v1/files', { init: { headers: PAGE } })
    const message = 'This server has no sandbox.'
    expect(json).toMatchObject({ reason: 'sandbox-off', facts: {}, message })
  })

  test.each<[string, RequestInit, string]>([
    ['a form', { method: 'POST', body: new FormData() }, './?shared=lost'],
    [
      'a form of a foreign page',
      { method: 'POST', body: 'a', headers: { Origin: 'https://evil.test' } },
      './?shared=lost',
    ],
    ['nothing', { method: 'POST' }, './?shared=lost'],
    ['a person who opens the address', {}, './'],
  ])('the handler leads a share back to the page when it gets %s', async (_, init, location) => {
    const assets = () => new Response('page')
    const { status, headers, text } = await read('/share?a=b', { assets, init })
    expect([status, headers.get('location'), text]).toEqual([303, location, ''])
  })

  test('the handler reads all of a share', async () => {
    const origin = await serveFetch(createHandler())
    const body = Buffer.alloc(20_000_000)
    const seen = await uploadLikeBrowser(`${origin}/share`, body)
    expect(seen).toMatchObject({ status: 303, headers: { location: './?shared=lost' } })
  })

  test('the handler takes no share for a foreign host', async () => {
    const init = { method: 'POST', body: 'a' }
    expect((await read('/share', { hosts: ['other.example'], init })).status).toBe(403)
  })

  test('the handler survives 300 malformed requests', async () => {
    const { url: gatewayUrl } = await serveGateway()
    const origin = await serveFetch(createHandler({ gatewayUrl }))
    const port = Number(new URL(origin).port)
    for (const bytes of makeMalformed(20261130, 300)) {
      await sendRaw(port, bytes, { thenEnds: true, timeout: 1_000 })
    }
    const { status } = await fetch(`${origin}/api/v1/me`, { headers: { 'X-Refdrop-Page': '1' } })
    expect(status).toBe(200)
  }, 60_000)
})

describe('facts', () => {
  test('the page learns the gateway, and that there is no sandbox', async () => {
    const { json } = await read('/machine')
    expect(json).toEqual({
      upstream: 'api.varg.ai',
      api: 'https://api.varg.ai',
      machineKey: null,
      machineAccount: null,
      imports: false,
      sandbox: null,
    })
  })

  test('the page learns the mask of the key, and the same account as of the server', async () => {
    const { json } = await read('/machine', { key: KEY, hosts: ['drop.example'] })
    expect(json.machineKey).toBe('varg_…6789')
    expect(json.machineAccount).toBe(stableId(`machine ${KEY}`))
    expect(parseServerInfo(json)).toMatchObject({ imports: false, sandbox: null })
  })

  test('the gateway can be reached when it responds to a HEAD without a key', async () => {
    const { url: gatewayUrl, asked } = await serveGateway()
    const options = { gatewayUrl: `${gatewayUrl}/base`, key: KEY, hosts: ['drop.example'] }
    expect(parseReach((await read('/machine/reach', options)).json)).toEqual({ reachable: true })
    expect(asked).toEqual([{ url: '/base/', authorization: undefined }])
  })

  test('the gateway cannot be reached when it is down', async () => {
    const gatewayUrl = `http://127.0.0.1:${await takeFreePort()}`
    const { json } = await read('/machine/reach', { gatewayUrl })
    const reason = expect.stringContaining('refused the connection')
    expect(parseReach(json)).toEqual({ reachable: false, isDown: true, reason })
  })

  test('no upload has a report', async () => {
    expect((await read('/machine/uploads?ids=1-2-3-4')).text).toBe('[]')
  })
})

describe('files', () => {
  const assets = ({ url }: Request) => {
    const { pathname } = new URL(url)
    if (pathname.endsWith('missing.js')) return new Response('', { status: 404 })
    if (pathname === '/broken') throw new Error('secret')
    return new Response('file', { headers: { 'Content-Type': 'text/html', ETag: '"a"' } })
  }

  test.each([
    ['/', 200, 'no-cache', /img-src [^;]* https:\/\/gateway\.test;/],
    [
      '/assets/index-1a2b3c4d.js',
      200,
      'public, max-age=31536000, immutable',
      /script-src 'self' 'wasm-unsafe-eval';/,
    ],
    ['/assets/missing.js', 404, 'no-cache', /script-src 'self' 'wasm-unsafe-eval';/],
  ])('the handler adds the headers of the page to %s', async (path, status, caching, policy) => {
    const { headers, ...seen } = await read(path, { assets, gatewayUrl: 'https://gateway.test' })
    expect(seen.status).toBe(status)
    expect(headers.get('cache-control')).toBe(caching)
    expect(headers.get('content-security-policy')).toMatch(policy)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    if (status === 200) expect(headers.get('etag')).toBe('"a"')
  })

  test.each<[Record<string, string>, string, string]>([
    [{}, 'en', '/index.html'],
    [{ 'Accept-Language': 'fr, de;q=0.9, en;q=0.5' }, 'de', '/index.de.html'],
    [{ 'Accept-Language': 'de', Cookie: 'a=b; refdrop-language=en' }, 'en', '/index.html'],
  ])('the page for the headers %o is in %s', async (headers, language, path) => {
    const names: string[] = []
    const serve = ({ url }: Request) => {
      names.push(new URL(url).pathname)
      return new Response('page')
    }
    const seen = await read('/?a', { assets: serve, init: { headers } })
    expect(names).toEqual([path])
    expect(seen.headers.get('content-language')).toBe(language)
    expect(seen.headers.get('vary')).toContain('Accept-Language, Cookie')
  })

  test.each(['/assets/..%2findex.html', '/assets/..%5Cindex.html', '/assets%2Fpart.js'])(
    'the handler serves no file at %s',
    async (path) => {
      const { status, headers } = await read(path, { assets })
      expect([status, headers.get('cache-control')]).toEqual([404, 'no-store'])
    },
  )

  test('the handler responds with 500 when the files fail', async () => {
    const { status, text } = await read('/broken', { assets })
    expect(status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ error: 'InternalError', reason: 'server-failed' })
    expect(text).not.toContain('secret')
  })
})

test.each<[EdgeOptions, RegExp]>([
  [{ gatewayUrl: 'https://api.varg.ai/v1' }, /must not end in \/v1/],
  [{ key: 'sk-0123456789', hosts: ['a'] }, /The key is not used/],
  [{ key: KEY }, /needs the names of this server/],
  [{ hosts: ['drop.example:8080'] }, /without a port/],
  [{ hosts: ['https://drop.example'] }, /without a port/],
])('createHandler rejects the options %o', (options, message) => {
  expect(() => createHandler(options)).toThrow(message)
})

test('the example for Node serves the page and passes an upload on', async () => {
  const { url, asked } = await serveGateway()
  const port = await takeFreePort()
  const folder = await makeFolder()
  const source = (await exampleOf('node.js'))
    .replace('4173', String(port))
    .replace('dist$', `${await writePage(folder)}$`)
    .replace('createHandler({', `createHandler({ gatewayUrl: '${url}',`)
  await bundleModule(source, folder)
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  const { output } = start([], {}, join(folder, 'main.js'))
  const upload = () =>
    uploadLikeBrowser(`http://localhost:${port}/api/v1/files`, Buffer.alloc(5_000_000), {
      'X-Refdrop-Page': '1',
    }).catch(output)
  await expect.poll(upload, { timeout: 15_000 }).toMatchObject({ status: 200 })
  expect(asked).toMatchObject([{ url: '/v1/files' }])
  const readFile = (path: string) => ask(`http://localhost:${port}`, { path })
  const page = await readFile('/')
  expect(page.bytes.toString()).toContain('<title>The page')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  const script = await readFile('/assets/small.js')
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect((await readFile('/assets/missing.js')).status).toBe(404)
  for (const head of ['GET / HTTP/1.1\r\nHost: [', 'TRACE / HTTP/1.1\r\nHost: localhost']) {
    expect(statusIn(await sendRaw(port, `${head}\r\n\r\n`))).toBe(400)
  }
  expect((await readFile('/..%2fsecret.txt')).status).toBe(404)
})
