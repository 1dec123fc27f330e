import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { SIZE_LIMIT_2 } from '../../core/api/v2/limits-v2.ts'
import { putFault } from '../testing/fault-plans.ts'
import { type AskOptions, ask, openSocket, type TestResponse } from '../testing/http-client.ts'
import { mountHandler, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { fetchedRoute } from './fetched-route.ts'
import { ReturnedUrls } from './returned-urls.ts'
import { TIMEOUTS } from './timeouts.ts'
import { parseUpstream } from './upstream.ts'

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 10_000 }

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

function fetchBack(proxy: string, url: string, how: AskOptions = {}): Promise<TestResponse> {
  return ask(`${proxy}/fetched?url=${encodeURIComponent(url)}`, { headers: PAGE, ...how })
}

/** Serves an upstream that returns one URL for every upload, and `serveFile` at that URL. */
async function serveGateway(serveFile: RequestListener, path = '/file') {
  let url = ''
  const upstream = await serveUpstream((request, response) => {
    if (!request.url?.endsWith('/files')) return serveFile(request, response)
    request.resume().on('end', () => response.end(JSON.stringify({ url })))
  })
  url = upstream + path
  return { upstream, url }
}

/** Serves a proxy for such an upstream after an upload has returned the URL. */
async function serveReturned(serveFile: RequestListener, options = {}, path = '/v1/files') {
  const { upstream, url } = await serveGateway(serveFile)
  const proxy = await serveProxy(upstream, options)
  await ask(proxy + path, { method: 'POST', body: 'a' })
  return { proxy, url, host: new URL(upstream).host }
}

test('the route returns the bytes of an upload', async () => {
  const proxy = await serveProxy(await serveSandbox(await makeFolder()))
  const body = newGif(3_000_001)
  const headers = { Authorization: `Bearer ${newKey()}` }
  const { json } = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body })
  const seen = await fetchBack(proxy, String(json?.url))
  expect(seen.status).toBe(200)
  expect(hashOf(seen.bytes)).toBe(hashOf(body))
  expect(seen.headers).toMatchObject({
    'x-fetched-type': 'image/gif',
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
})

test('the route forwards a range and its response', async () => {
  const proxy = await serveProxy(await serveSandbox(await makeFolder()))
  const body = newGif()
  const headers = { Authorization: `Bearer ${newKey()}` }
  const { json } = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body })
  const url = String(json?.url)
  const part = await fetchBack(proxy, url, { headers: { ...PAGE, Range: 'bytes=8-15' } })
  expect(part.status).toBe(206)
  expect(part.bytes).toEqual(body.subarray(8, 16))
  expect(part.headers).toMatchObject({
    'content-range': 'bytes 8-15/64',
    'x-fetched-length': '8',
    'accept-ranges': 'bytes',
    'x-fetched-type': 'image/gif',
  })
  const whole = await fetchBack(proxy, url)
  expect(whole.status).toBe(200)
  expect(whole.headers).toMatchObject({ 'x-fetched-length': '64', 'accept-ranges': 'bytes' })
  expect(whole.headers).not.toHaveProperty('content-range')
})

const FILE_STATUS = {
  status: 502,
  json: { error: 'FetchedBackError', reason: 'file-status', facts: { status: 416 } },
}

test.each([
  ['supports no ranges', { Range: 'bytes=0-0' }, 200, { status: 200 }],
  ['sends an unrequested part', {}, 206, { status: 200 }],
  ['cannot satisfy the range', { Range: 'bytes=9-' }, 416, FILE_STATUS],
])(
  'the route sends no range headers when the other server %s',
  async (_, range: Record<string, string>, status, expected) => {
    const { proxy, url } = await serveReturned((_, response) => {
      response.writeHead(status, { 'Content-Range': 'bytes 0-0/5' })
      // Sent in chunks, so that the length is unknown.
      response.write('a')
      response.end('b')
    })
    const seen = await fetchBack(proxy, url, { headers: { ...PAGE, ...range } })
    expect(seen).toMatchObject(expected)
    for (const name of ['content-range', 'x-fetched-length', 'accept-ranges']) {
      expect(seen.headers).not.toHaveProperty(name)
    }
  },
)

test('the route returns other bytes when the URL leads to them', async () => {
  const sandbox = await serveSandbox(await makeFolder())
  const proxy = await serveProxy(sandbox)
  await putFault(sandbox, { kind: 'wrong-url' })
  const body = newGif()
  const headers = { Authorization: `Bearer ${newKey()}` }
  const { json } = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body })
  expect(json).toMatchObject({ hash: hashOf(body) })
  const seen = await fetchBack(proxy, String(json?.url))
  expect(seen.status).toBe(200)
  expect(hashOf(seen.bytes)).not.toBe(hashOf(body))
})

test('the other server receives only the user agent and the range of the browser', async () => {
  let asked: IncomingHttpHeaders = {}
  const { proxy, url, host } = await serveReturned((request, response) => {
    asked = request.headers
    response.end('a')
  })
  const headers = {
    ...PAGE,
    Authorization: 'Bearer varg_person',
    Cookie: 'a=b',
    Referer: proxy,
    'User-Agent': 'Some Browser/1',
    'Accept-Encoding': 'gzip',
    Range: 'bytes=0-0',
  }
  expect(await fetchBack(proxy, url, { headers })).toMatchObject({ status: 200 })
  expect(asked).toEqual({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Some Browser/1',
    range: 'bytes=0-0',
    host,
    connection: 'close',
  })
})

test.each([
  ['that was never returned', (url: string) => `${url}?else`],
  ['that is malformed', () => 'nonsense'],
  ['that is empty', () => ''],
])('the route rejects a URL %s', async (_, change) => {
  const { proxy, url } = await serveReturned((_, response) => response.end('a'))
  const seen = await fetchBack(proxy, change(url))
  const message = expect.stringMatching(/^Only .* returned since this server was started/)
  expect(seen).toMatchObject({ status: 403, json: { error: 'ForbiddenError', message } })
})

test.each([
  'ftp://gateway.test/file',
  'http://me:secret@127.0.0.1/',
  'file:///etc/passwd',
  '/file',
])('the route rejects the returned URL %s', async (returned) => {
  const upstream = await serveUpstream((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ url: returned })))
  })
  const proxy = await serveProxy(upstream)
  await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })
  expect(await fetchBack(proxy, returned)).toMatchObject({ status: 403 })
})

test.each([
  ['a foreign page', { Origin: 'http://evil.test' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a program', {}],
  ['a typed address', { 'Sec-Fetch-Site': 'none' }],
])('the route rejects %s', async (_, headers) => {
  const { proxy, url } = await serveReturned((_, response) => response.end('secret'))
  const seen = await fetchBack(proxy, url, { headers: headers as Record<string, string> })
  expect(seen).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
  expect(seen.bytes.toString()).not.toContain('secret')
})

test('the route supports only GET, and the error of the proxy mentions it', async () => {
  const { proxy, url } = await serveReturned((_, response) => response.end('a'))
  const seen = await fetchBack(proxy, url, { method: 'POST' })
  expect(seen).toMatchObject({ status: 404, json: { message: expect.stringMatching(/\/fetched/) } })
})

test('the route does not follow a redirect', async () => {
  let requests = 0
  const { proxy, url, host } = await serveReturned((_, response) => {
    requests++
    response.writeHead(302, { Location: '/v1/else' }).end()
  })
  const message = `${host} answered with a redirect (302) to http://${host}/v1/else, which is never followed.`
  const json = { error: 'FetchedBackError', message, statusCode: 502 }
  expect(await fetchBack(proxy, url)).toMatchObject({ status: 502, json })
  expect(requests).toBe(1)
})

test.each([404, 403, 500])(
  'the route reports the status %i of the other server',
  async (status) => {
    const { proxy, url, host } = await serveReturned((_, response) => {
      response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>No</h1>')
    })
    const json = { error: 'FetchedBackError', message: `${host} answered ${status}.` }
    expect(await fetchBack(proxy, url)).toMatchObject({ status: 502, json })
  },
)

test('the route reports another server that is down', async () => {
  const url = `http://127.0.0.1:${await takeFreePort()}/file`
  const upstream = await serveUpstream((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ url })))
  })
  const proxy = await serveProxy(upstream)
  await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })
  const message = expect.stringMatching(/refused the connection/)
  expect(await fetchBack(proxy, url)).toMatchObject({ status: 502, json: { message } })
})

test.each([
  ['/v1/files', SIZE_LIMIT],
  ['/v2/files', SIZE_LIMIT_2],
])('the route stops one byte after the size limit of a file of %s', async (path, limit) => {
  let closed = false
  const serveEndless: RequestListener = (_, response) => {
    const piece = Buffer.alloc(1_048_576)
    const pipe = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', pipe).on('close', () => {
      closed = true
    })
    pipe()
  }
  const { proxy, url } = await serveReturned(serveEndless, {}, path)
  const seen = await fetchBack(proxy, url)
  expect(seen).toMatchObject({ status: 200 })
  expect(seen.bytes.byteLength).toBe(limit + 1)
  await expect.poll(() => closed, SOME_TIME).toBe(true)
})

test('the route reports silence before a response', async () => {
  const { proxy, url, host } = await serveReturned(() => {}, timeoutsOf({ fetched: 50 }))
  const json = { error: 'FetchedBackError', message: `${host} fell silent.` }
  expect(await fetchBack(proxy, url)).toMatchObject({ status: 504, json })
})

test.each<[what: string, serveFile: RequestListener]>([
  ['silence', (_, response) => response.writeHead(200).write('half')],
  [
    'a break',
    (_, response) => {
      response.writeHead(200).write('half', () => response.destroy())
    },
  ],
])('the route aborts the response after %s in the middle of the file', async (_, serveFile) => {
  const { proxy, url } = await serveReturned(serveFile, timeoutsOf({ fetched: 300 }))
  await expect(fetchBack(proxy, url)).rejects.toThrow(/aborted|ECONNRESET|hang up/)
})

test('the route closes the connection to the other server when the page disconnects', async () => {
  let closed = false
  const { proxy, url } = await serveReturned((_, response) => {
    response.writeHead(200).write('half')
    response.on('close', () => {
      closed = true
    })
  })
  const socket = await beginFetching(proxy, url)
  await new Promise((resolve) => socket.once('data', resolve))
  expect(closed).toBe(false)
  socket.destroy()
  await expect.poll(() => closed, SOME_TIME).toBe(true)
})

test('the route applies backpressure of a slow page without a timeout', async () => {
  const LENGTH = 40_000_000
  /** Milliseconds. Longer than the pauses of a busy machine. */
  const SILENCE = 500
  let taken = 0
  const { proxy, url } = await serveReturned(
    (_, response) => {
      const piece = Buffer.alloc(100_000)
      const send = () =>
        response.write(piece, () => {
          taken += piece.length
          if (taken < LENGTH) send()
          else response.end()
        })
      send()
    },
    timeoutsOf({ fetched: SILENCE }),
  )
  const socket = await beginFetching(proxy, url)
  socket.pause()
  let before = 0
  const standsStill = () => {
    const stands = taken > 0 && taken === before
    before = taken
    return stands
  }
  await expect.poll(standsStill, { interval: 400, ...SOME_TIME }).toBe(true)
  expect(taken).toBeLessThan(LENGTH)
  await new Promise((resolve) => setTimeout(resolve, 2 * SILENCE))
  let got = 0
  let end = ''
  socket.on('data', (bytes) => {
    got += bytes.length
    end = bytes.subarray(-5).toString()
  })
  socket.resume()
  await expect.poll(() => got, SOME_TIME).toBeGreaterThan(LENGTH)
  await expect.poll(() => end, SOME_TIME).toBe('0\r\n\r\n')
  socket.destroy()
})

async function beginFetching(proxy: string, url: string) {
  const { hostname, port, host } = new URL(proxy)
  const socket = await openSocket(Number(port), hostname)
  const path = `/api/fetched?url=${encodeURIComponent(url)}`
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\n\r\n`)
  return socket
}

test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0'])(
  'the route does not connect to %s for a public gateway',
  async (hostname) => {
    let requests = 0
    const inside = await serveUpstream((_, response) => {
      requests++
      response.end('secret')
    })
    const url = `http://${hostname}:${new URL(inside).port}/file`
    const urls = new ReturnedUrls()
    urls.add(ROUTES_1.send, { status: 200, text: `{"url":"${url}"}` })
    const gateway = parseUpstream('https://gateway.invalid')
    const proxy = await mountHandler('/api', fetchedRoute(gateway, urls, TIMEOUTS))
    const message = expect.stringMatching(/is an address of this machine or its network/)
    expect(await fetchBack(proxy, url)).toMatchObject({ status: 403, json: { message } })
    expect(requests).toBe(0)
  },
)
