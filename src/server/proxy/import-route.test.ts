import { readdir } from 'node:fs/promises'
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { serveConnectProxy, throughProxy } from '../testing/connect-proxy.ts'
import { ask } from '../testing/http-client.ts'
import { serveImports } from '../testing/import-server.ts'
import { PUBLIC } from '../testing/made-network.ts'
import { makeFolder, newGif } from '../testing/sandbox-server.ts'
import { serveSecurely } from '../testing/secure-server.ts'
import { serveApp } from '../testing/served-app.ts'

const URL_OF_FILE = 'http://media.test/pictures/cat.gif?size=1'
const SOME_TIME = { timeout: 10_000 }

afterEach(() => {
  vi.unstubAllEnvs()
})

function failure(status: number, reason: string, facts: object) {
  return { status, json: { error: 'ImportError', reason, facts, message: expect.any(String) } }
}

test('the route returns the file of a public URL with its type and name', async () => {
  const body = newGif(3_000_001)
  const { ask, network } = await serveImports((_, response) => {
    response.setHeader('Content-Type', 'text/html').end(body)
  })
  const seen = await ask(URL_OF_FILE)
  expect(seen.status).toBe(200)
  expect(seen.bytes.equals(body)).toBe(true)
  expect(seen.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '3000001',
    'x-fetched-type': 'image/gif',
    'x-fetched-length': '3000001',
    'x-fetched-name': 'cat.gif',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  expect(network.resolved).toEqual(['media.test'])
  expect(network.connected).toEqual([`${PUBLIC} 80`])
})

test('the other server receives only the user agent of the browser', async () => {
  let asked: IncomingHttpHeaders = {}
  const { ask } = await serveImports((request, response) => {
    asked = request.headers
    response.end(newGif())
  })
  const headers = {
    'Sec-Fetch-Site': 'same-origin',
    Authorization: 'Bearer varg_person',
    Cookie: 'a=b',
    Referer: 'http://localhost/',
    Range: 'bytes=0-0',
    'User-Agent': 'Some Browser/1',
  }
  expect(await ask('http://media.test:8080/#a', { headers })).toMatchObject({ status: 200 })
  expect(asked).toEqual({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Some Browser/1',
    host: 'media.test:8080',
    connection: 'close',
  })
})

test.each([301, 302, 303, 307, 308])('the route follows a redirect with %i', async (status) => {
  const { ask, network } = await serveImports(
    (request, response) => {
      if (request.headers.host === 'cdn.test:8080') return response.end(newGif())
      response.writeHead(status, { Location: '//cdn.test:8080/b.gif' }).end('moved')
    },
    { names: { 'cdn.test': [['2606:4700::1111', '1.1.1.1']] } },
  )
  expect(await ask(URL_OF_FILE)).toMatchObject({
    status: 200,
    headers: { 'x-fetched-name': 'b.gif' },
  })
  expect(network.connected).toEqual([`${PUBLIC} 80`, '2606:4700::1111,1.1.1.1 8080'])
})

test.each([
  [5, 200],
  [6, 502],
])('the route responds to %i redirects by %i', async (count, status) => {
  let requests = 0
  const { ask } = await serveImports((_, response) => {
    requests += 1
    if (requests > count) response.end(newGif())
    else response.writeHead(302, { Location: `/${requests}` }).end()
  })
  const seen = await ask(URL_OF_FILE)
  expect(seen.status).toBe(status)
  expect(requests).toBe(6)
  if (status === 200) return
  expect(seen).toMatchObject(failure(502, 'redirect-limit', { host: 'media.test', limit: 5 }))
})

test('the route connects through an outgoing proxy to the checked address', async () => {
  const { port, names } = await serveSecurely((_, response) => response.end(newGif()))
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const between = await serveConnectProxy({ world: { [`${PUBLIC}:443`]: port } })
  const { ask, network } = await serveImports(() => {}, {
    proxies: throughProxy(between.url),
    names: { 'files.test': [['2606:4700::1111', PUBLIC]] },
  })
  const seen = await ask('https://files.test/a.gif')
  expect(seen).toMatchObject({ status: 200, headers: { 'x-fetched-type': 'image/gif' } })
  expect(between.asked.map(({ line }) => line)).toEqual([`CONNECT ${PUBLIC}:443`])
  expect(names).toEqual(['files.test'])
  expect(network.connected).toEqual([])
})

test.each<
  [what: string, serveFile: RequestListener, status: number, reason: string, facts: object]
>([
  [
    'a web page',
    (_, response) => response.setHeader('Content-Type', 'image/png').end('\n<!DOCTYPE html><p>a'),
    415,
    'file-not-media',
    { found: 'text/html' },
  ],
  [
    'a PDF',
    (_, response) => response.end('%PDF-1.7'),
    415,
    'file-not-media',
    { found: 'application/pdf' },
  ],
  ['text', (_, response) => response.end('root:x:0:0'), 415, 'file-not-media', { found: '' }],
  ['nothing', (_, response) => response.end(), 415, 'file-not-media', { found: '' }],
  [
    '404',
    (_, response) => response.writeHead(404).end(newGif()),
    502,
    'file-status',
    { status: 404 },
  ],
  [
    'a part',
    (_, response) => response.writeHead(206, { 'Content-Range': 'bytes 0-63/99' }).end(newGif()),
    502,
    'file-status',
    { status: 206 },
  ],
  [
    'a redirect without a target',
    (_, response) => response.writeHead(302).end(newGif()),
    502,
    'file-status',
    { status: 302 },
  ],
  [
    'too many bytes by its header',
    (_, response) => response.writeHead(200, { 'Content-Length': SIZE_LIMIT + 1 }).end(newGif()),
    413,
    'file-too-large',
    { limit: SIZE_LIMIT },
  ],
  [
    'half of the bytes',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': 99 }).write(newGif(), () => response.destroy())
    },
    502,
    'file-unfinished',
    {},
  ],
  [
    'half of a body of unknown length',
    ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\nGIF89a')
      // An immediate reset would discard bytes that are not received yet.
      setTimeout(() => socket.resetAndDestroy(), 50)
    },
    502,
    'file-unfinished',
    {},
  ],
  ['no response', (_, response) => response.destroy(), 502, 'connection-closed', {}],
  [
    'an unknown encoding',
    (_, response) => response.writeHead(200, { 'Content-Encoding': 'odd' }).end(newGif()),
    502,
    'answer-unreadable',
    {},
  ],
])('the route says why when the server sends %s', async (_, serveFile, status, reason, facts) => {
  const { ask } = await serveImports(serveFile)
  const host = 'media.test'
  expect(await ask(URL_OF_FILE)).toMatchObject(failure(status, reason, { host, ...facts }))
})

test('the route decodes a file that is sent encoded', async () => {
  const body = newGif(100_000)
  const { ask } = await serveImports((_, response) => {
    response.setHeader('Content-Encoding', 'gzip').end(gzipSync(body))
  })
  expect((await ask(URL_OF_FILE)).bytes.equals(body)).toBe(true)
})

test('the route reports a name that cannot be resolved', async () => {
  const { ask } = await serveImports(() => {})
  const expected = failure(502, 'unknown-host', { host: 'nowhere.test' })
  expect(await ask('http://nowhere.test/a.gif')).toMatchObject(expected)
})

test('the route reports a server that accepts no connection', async () => {
  const { ask, network } = await serveImports(() => {})
  const { connect } = network
  network.connect = (addresses, port) => connect(addresses, port).destroy(new Error('down'))
  const expected = failure(502, 'connection-failed', { host: 'media.test', code: 'Error' })
  expect(await ask(URL_OF_FILE)).toMatchObject(expected)
})

test('the route reports a folder for temporary files that is gone', async () => {
  vi.stubEnv('TMPDIR', join(await makeFolder(), 'gone'))
  const { ask } = await serveImports((_, response) => response.end(newGif()))
  expect(await ask(URL_OF_FILE)).toMatchObject({
    status: 500,
    json: { error: 'InternalError', reason: 'server-failed', facts: { code: 'ENOENT' } },
  })
})

test('the route detects the type of a file from any of its bytes', async () => {
  // A picture of 200,000 bytes before the sound.
  const size = 200_000
  const tag = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, size >> 14, (size >> 7) & 127, size & 127])
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0])
  const body = Buffer.concat([tag, Buffer.alloc(size), frame, frame, frame])
  const { ask } = await serveImports((_, response) => response.end(body))
  const seen = await ask('http://media.test/song')
  expect(seen.headers).toMatchObject({
    'x-fetched-type': 'audio/mpeg',
    'x-fetched-name': 'song.mp3',
  })
})

test('the import ends when its signal aborts', async () => {
  let closed = false
  const page = new AbortController()
  const { importUrl } = await serveImports((_, response) => {
    response.writeHead(200).write(newGif(), () => page.abort(new Error('gone')))
    response.on('close', () => {
      closed = true
    })
  })
  const ended = importUrl(URL_OF_FILE, { limit: 100, signal: page.signal }, async () => {})
  await expect(ended).rejects.toThrow('gone')
  await expect.poll(() => closed, SOME_TIME).toBe(true)
})

test('the import fetches eight files at once, and the next one when one of them is done', async () => {
  const held: ServerResponse[] = []
  const { ask } = await serveImports((_, response) => void held.push(response))
  const all = Promise.all(Array.from({ length: 9 }, () => ask(URL_OF_FILE)))
  await expect.poll(() => held.length, SOME_TIME).toBe(8)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(held).toHaveLength(8)
  held[0]?.end(newGif())
  await expect.poll(() => held.length, SOME_TIME).toBe(9)
  for (const response of held) response.end(newGif())
  expect((await all).map(({ status }) => status)).toEqual(new Array(9).fill(200))
})

test('the import keeps no file under a name', async () => {
  const folder = await makeFolder()
  vi.stubEnv('TMPDIR', folder)
  const { importUrl } = await serveImports((_, response) => response.end(newGif()))
  const { signal } = new AbortController()
  const names = await importUrl(URL_OF_FILE, { limit: 100, signal }, () => readdir(folder))
  expect(names).toEqual([])
})

test('the log says why a URL is not imported, without a key', async () => {
  const lines: string[] = []
  const { origin } = await serveApp({ log: (line) => lines.push(line) })
  const body = JSON.stringify({ url: 'http://varg_secret0123456789.local/?varg_other0123456789' })
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  await ask(`${origin}/api/import`, { method: 'POST', headers, body })
  await expect.poll(() => lines).toHaveLength(1)
  expect(lines[0]).toMatch(/ POST \/api\/import 403 .* has no public address/)
  expect(lines[0]).not.toMatch(/secret|other/)
})

test.each([
  [{}, true],
  [{ host: '0.0.0.0' }, false],
  [{ behindProxy: true }, false],
  [{ host: '0.0.0.0', allowsImport: true }, true],
  [{ behindProxy: true, allowsImport: true }, true],
])('with %o, use of the import is %s', async (access, imports) => {
  const { origin } = await serveApp({ access })
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  expect((await ask(`${origin}/machine`, { headers })).json).toMatchObject({ imports })
  const body = JSON.stringify({ url: 'http://127.0.0.1/' })
  const { status, json } = await ask(`${origin}/api/import`, { method: 'POST', headers, body })
  expect(status).toBe(403)
  expect(json).toMatchObject(
    imports
      ? { reason: 'file-private' }
      : { reason: 'import-off', message: expect.stringContaining('--allow-import') },
  )
})
