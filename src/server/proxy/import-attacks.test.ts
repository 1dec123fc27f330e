import type { RequestListener } from 'node:http'
import { createConnection, createServer, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { ask } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { serveImports } from '../testing/import-server.ts'
import { PUBLIC } from '../testing/made-network.ts'
import { newGif } from '../testing/sandbox-server.ts'
import { serveSecurely } from '../testing/secure-server.ts'
import { serveApp } from '../testing/served-app.ts'
import { SPECIAL_ADDRESSES } from '../testing/special-networks.ts'

const URL_OF_FILE = 'http://media.test/a.gif'

afterEach(() => {
  vi.unstubAllEnvs()
})

const asHost = (address: string) => (address.includes(':') ? `[${address}]` : address)

const answerGif: RequestListener = (_, response) => response.end(newGif())

test.each(SPECIAL_ADDRESSES)(
  'the import refuses %s in a URL, by name and in a redirect',
  async (address) => {
    const target = `http://${asHost(address)}/latest/meta-data`
    const { ask, network } = await serveImports(
      (_, response) => response.writeHead(302, { Location: target }).end(),
      { names: { 'evil.test': [[address]], 'mixed.test': [[PUBLIC, address]] } },
    )
    const refused = (host: string) => ({
      status: 403,
      json: { reason: 'file-private', facts: { host } },
    })
    expect(await ask(target)).toMatchObject(refused(new URL(target).host))
    expect(await ask('http://evil.test/a.gif')).toMatchObject(refused('evil.test'))
    expect(await ask('http://evil.test./a.gif'.replace('evil', 'EVIL'))).toMatchObject({
      status: 502,
    })
    expect(await ask('http://mixed.test:8080/')).toMatchObject(refused('mixed.test:8080'))
    expect(network.connected).toEqual([])
    expect(await ask(URL_OF_FILE)).toMatchObject({
      status: 403,
      json: {
        reason: 'redirect-private',
        facts: { host: 'media.test', target: new URL(target).host },
      },
    })
    expect(network.connected).toEqual([`${PUBLIC} 80`])
  },
)

test.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://0/',
  'http://0x0a.0x00.0x00.0x01/',
  'http://①②⑦.⓪.⓪.①/',
  'http://１２７.０.０.１/',
  'http://127%2e0%2e0%2e1/',
  'http:127.0.0.1/',
  'http:\\\\127.0.0.1\\',
  ' http://127.0.0.1/ ',
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:ffff:7f00:0001]/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://ⓛocalhost/',
  'http://me.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://router.home.arpa/',
  'http://intranet/',
  'http://intranet./',
])('the import refuses %s without resolving it', async (url) => {
  const { ask, network } = await serveImports(answerGif)
  const expected = { status: 403, json: { error: 'ImportError', reason: 'file-private' } }
  expect(await ask(url)).toMatchObject(expected)
  expect([...network.resolved, ...network.connected]).toEqual([])
})

test.each([
  'http://me:secret@media.test/',
  'http://me@media.test/',
  'http://:secret@media.test/',
  'ftp://media.test/a.gif',
  'file:///etc/passwd',
  'data:image/gif;base64,R0lGODlh',
  'blob:http://media.test/1',
  'gopher://media.test:70/',
  'ws://media.test/',
  'javascript:alert(1)',
  'media.test/a.gif',
  '/a.gif',
  '//media.test/a.gif',
  'http://',
  'http://[fe80::1%25eth0]/',
  'http://media.test:25/',
  'http://media.test:22/',
  'http://media.test:0/',
  'http://media.test:65536/',
  'http://256.256.256.256/',
  '',
])('the import refuses the URL “%s”, also as the target of a redirect', async (url) => {
  const { ask, network } = await serveImports((request, response) => {
    if (request.url === '/redirect') response.writeHead(302, { Location: url }).end()
    else answerGif(request, response)
  })
  expect(await ask(url)).toMatchObject({ status: 400, json: { reason: 'import-url', facts: {} } })
  expect([...network.resolved, ...network.connected]).toEqual([])
  if (!URL.canParse(url) && URL.canParse(url, URL_OF_FILE)) return
  const expected = { reason: 'redirect-unsafe', facts: { host: 'media.test' } }
  expect(await ask('http://media.test/redirect')).toMatchObject({ status: 502, json: expected })
  expect(network.connected).toHaveLength(1)
})

test('the import refuses a redirect from https to http', async () => {
  const { port } = await serveSecurely((_, response) => {
    response.writeHead(302, { Location: 'http://media.test/a.gif' }).end()
  })
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const { ask, network } = await serveImports(answerGif, { names: { 'files.test': [[PUBLIC]] } })
  const { connect } = network
  network.connect = (addresses, asked) => {
    connect(addresses, asked).destroy()
    return createConnection(port)
  }
  const seen = await ask('https://files.test/')
  const facts = { host: 'files.test' }
  expect(seen).toMatchObject({ status: 502, json: { reason: 'redirect-unsafe', facts } })
})

test('the import sends the name of the URL to a server with TLS, and trusts no unknown certificate', async () => {
  const { port, names } = await serveSecurely(answerGif)
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const { ask, network } = await serveImports(answerGif, {
    names: { 'files.test': [[PUBLIC]], 'files.test.': [[PUBLIC]] },
  })
  network.connect = () => createConnection(port)
  const urls = ['https://files.test/', 'https://files.test./', `https://${PUBLIC}/`]
  for (const url of urls) expect(await ask(url)).toMatchObject({ status: 200 })
  vi.unstubAllEnvs()
  expect(names).toEqual(['files.test', 'files.test', 'false'])
  expect(await ask('https://files.test/')).toMatchObject({
    status: 502,
    json: { reason: 'connection-untrusted' },
  })
})

test('the import connects to the checked address when the name resolves to another one later', async () => {
  const { ask, network } = await serveImports(answerGif, {
    names: { 'rebind.test': [[PUBLIC], ['127.0.0.1']] },
  })
  expect(await ask('http://rebind.test/')).toMatchObject({ status: 200 })
  expect(network.resolved).toEqual(['rebind.test'])
  expect(network.connected).toEqual([`${PUBLIC} 80`])
  expect(await ask('http://rebind.test/')).toMatchObject({ status: 403 })
  expect(network.connected).toHaveLength(1)
})

test('the import resolves a name again when a redirect leads to it', async () => {
  const { ask, network } = await serveImports(
    (_, response) => response.writeHead(302, { Location: '/again' }).end(),
    { names: { 'rebind.test': [[PUBLIC], ['10.0.0.1']] } },
  )
  const seen = await ask('http://rebind.test/')
  expect(seen).toMatchObject({ status: 403, json: { reason: 'redirect-private' } })
  expect(network.connected).toEqual([`${PUBLIC} 80`])
})

test.each(['127.1', 'localhost', '0x7f000001', '', '1.1.1.1:80', 'fe80::1%eth0'])(
  'the import refuses “%s” as the address of a name',
  async (address) => {
    const { ask, network } = await serveImports(answerGif, { names: { 'odd.test': [[address]] } })
    expect(await ask('http://odd.test/')).toMatchObject({ status: 403 })
    expect(network.connected).toEqual([])
  },
)

test.each<[what: string, timeouts: object, serve: (socket: Socket) => void, reason: string]>([
  ['never responds', { fetched: 100 }, () => {}, 'silent'],
  [
    'falls silent in the middle',
    { fetched: 100 },
    (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nGIF89a'),
    'silent',
  ],
  [
    'sends its headers slowly',
    { imported: 300 },
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX: '),
    'file-timeout',
  ],
  [
    'sends its body slowly',
    { imported: 300 },
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n\r\nGIF89a'),
    'file-timeout',
  ],
  [
    'sends interim responses forever',
    { imported: 300 },
    (socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    'file-timeout',
  ],
])('the import ends when the server %s', async (_, timeouts, serve, reason) => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    serve(socket)
  })
  const port = await listen(server)
  const { ask, network } = await serveImports(answerGif, { timeouts })
  network.connect = () => createConnection(port)
  expect(await ask(URL_OF_FILE)).toMatchObject({ status: 504, json: { reason } })
})

function drip(socket: Socket, start: string, piece = 'a'): void {
  socket.write(start)
  const timer = setInterval(() => socket.write(piece), 20)
  socket.on('close', () => clearInterval(timer))
}

test('the import ends when a connection does not open, and when a lookup does not end', async () => {
  const { ask, network } = await serveImports(answerGif, {
    timeouts: { connection: 100, imported: 400 },
  })
  const { connect } = network
  network.connect = () => new Socket()
  const expected = { status: 504, json: { reason: 'connection-timeout' } }
  expect(await ask(URL_OF_FILE)).toMatchObject(expected)
  network.connect = connect
  network.resolve = () => new Promise(() => {})
  expect(await ask(URL_OF_FILE)).toMatchObject({ status: 504, json: { reason: 'file-timeout' } })
})

test.each<[what: string, serveFile: RequestListener, status: number, reason: string]>([
  [
    'a body that does not end',
    (_, response) => {
      response.write(newGif())
      const piece = Buffer.alloc(1_048_576)
      const pipe = () => {
        while (!response.destroyed && response.write(piece));
      }
      response.on('drain', pipe)
      pipe()
    },
    413,
    'file-too-large',
  ],
  [
    'a gzip bomb',
    (_, response) => {
      const bomb = gzipSync(Buffer.concat([newGif(), Buffer.alloc(SIZE_LIMIT)]))
      response.setHeader('Content-Encoding', 'gzip').end(bomb)
    },
    413,
    'file-too-large',
  ],
  [
    'nested gzip bombs',
    (_, response) => {
      const bomb = gzipSync(gzipSync(Buffer.concat([newGif(), Buffer.alloc(SIZE_LIMIT)])))
      response.setHeader('Content-Encoding', 'gzip, gzip').end(bomb)
    },
    413,
    'file-too-large',
  ],
  [
    'many nested encodings',
    (_, response) => response.setHeader('Content-Encoding', 'gzip, gzip, gzip, gzip').end(newGif()),
    502,
    'answer-unreadable',
  ],
  [
    'a page with the type of an image',
    (_, response) => response.setHeader('Content-Type', 'image/gif').end('<html><script>alert(1)'),
    415,
    'file-not-media',
  ],
  [
    'huge headers',
    (_, response) => response.setHeader('X-Huge', 'a'.repeat(100_000)).end(newGif()),
    502,
    'not-http',
  ],
])('the import refuses %s', async (_, serveFile, status, reason) => {
  const { ask } = await serveImports(serveFile)
  expect(await ask(URL_OF_FILE)).toMatchObject({ status, json: { reason } })
})

test('the import returns no byte after a Content-Length that is too small', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nGIF89a<script>alert(1)</script>')
  })
  const port = await listen(server)
  const { ask, network } = await serveImports(answerGif)
  network.connect = () => createConnection(port)
  expect((await ask(URL_OF_FILE)).bytes.toString()).toBe('GIF89a')
})

test('the import returns an SVG with a script so that no browser runs it', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const { ask } = await serveImports((_, response) => {
    response.setHeader('Content-Type', 'text/html').end(svg)
  })
  const seen = await ask('http://media.test/a')
  expect(seen.bytes.toString()).toBe(svg)
  expect(seen.headers).toMatchObject({
    'x-fetched-type': 'image/svg+xml',
    'x-fetched-name': 'a.svg',
    'content-type': 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

test('the import forwards no header of the other server', async () => {
  const { ask } = await serveImports((_, response) => {
    const hostile = {
      'Set-Cookie': 'a=b',
      'Access-Control-Allow-Origin': '*',
      'Content-Disposition': 'inline; filename="../../a\u0007b.gif"',
      'Clear-Site-Data': '"*"',
      Refresh: '0; url=http://evil.test',
      Link: '</a>; rel=preload',
      Location: 'http://evil.test',
    }
    response.writeHead(200, {
      ...hostile,
      'Content-Disposition': 'inline; filename="../../ab.gif"',
    })
    response.end(newGif())
  })
  const { headers } = await ask(URL_OF_FILE)
  expect(Object.keys(headers).sort()).toEqual([
    'cache-control',
    'connection',
    'content-length',
    'content-security-policy',
    'content-type',
    'date',
    'x-content-type-options',
    'x-fetched-length',
    'x-fetched-name',
    'x-fetched-type',
  ])
  expect(headers['x-fetched-name']).toBe('ab.gif')
})

test.each([
  ['a foreign page', { Origin: 'http://evil.test' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a page of another port', { 'Sec-Fetch-Site': 'same-site' }],
  ['a form of a foreign page', { Origin: 'null', 'Content-Type': 'text/plain' }],
  ['a program', {}],
  ['a typed address', { 'Sec-Fetch-Site': 'none' }],
])('the import rejects %s', async (_, headers) => {
  const { ask, network } = await serveImports(answerGif)
  const seen = await ask(URL_OF_FILE, { headers: headers as Record<string, string> })
  expect(seen).toMatchObject({
    status: 403,
    json: { error: 'ForbiddenError', reason: 'foreign-page' },
  })
  expect(network.resolved).toEqual([])
})

test.each([
  ['no JSON', 'url=http://media.test/', 400],
  ['nothing', '', 400],
  ['no object', '"http://media.test/"', 400],
  ['null', 'null', 400],
  ['no URL', '{}', 400],
  ['a URL that is no text', '{"url":["http://media.test/"]}', 400],
  ['too many bytes', JSON.stringify({ url: `http://media.test/${'a'.repeat(17_000)}` }), 413],
])('the import rejects a body with %s', async (_, body, status) => {
  const { ask, network } = await serveImports(answerGif)
  expect(await ask('', { body })).toMatchObject({ status, json: { message: expect.any(String) } })
  expect(network.resolved).toEqual([])
})

test.each(['GET', 'PUT', 'HEAD'])('the server has no import with %s', async (method) => {
  const { origin } = await serveApp()
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  expect((await ask(`${origin}/api/import`, { method, headers })).status).toBe(404)
})

test('the import ignores variables of the environment', async () => {
  const environment = Object.fromEntries(
    ['REFDROP_HOSTS', 'NO_PROXY'].map((name) => [name, 'intranet.test']),
  )
  const { origin } = await serveApp({
    environment,
    network: {
      resolve: async () => [{ address: '10.0.0.1' }],
      connect: () => {
        throw new Error('connected')
      },
    },
  })
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const body = JSON.stringify({ url: 'http://intranet.test/' })
  const seen = await ask(`${origin}/api/import`, { method: 'POST', headers, body })
  expect(seen).toMatchObject({ status: 403, json: { reason: 'file-private' } })
})
