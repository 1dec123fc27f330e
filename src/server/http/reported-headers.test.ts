import { createServer as createSocketServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { decodeReportedHeaders, type ReportedHeaders } from '../../core/traffic/refdrop-headers.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { listen, mountHandler, serveUpstream } from '../testing/http-server.ts'
import { PROXIES } from '../testing/proxies.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { reportHeaders } from './reported-headers.ts'

const KEY = 'varg_person9876543210'
const MASKED = 'Bearer varg_…3210'
const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

function reportedIn({ headers }: TestResponse): ReportedHeaders | undefined {
  const value = headers['x-refdrop-headers']
  return decodeReportedHeaders(value === undefined ? null : String(value))
}

/** Serves a raw socket that records the head of each request and sends `response`. */
async function serveHeads(response: string) {
  const heads: string[] = []
  const server = createSocketServer((socket) => {
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      const [head, body] = text.split('\r\n\r\n', 2)
      if (head === undefined || body === undefined) return
      const expects = head.includes('Expect: 100-continue') || /chunked|length: [1-9]/.test(head)
      if (expects && body === '') return
      heads.push(head)
      socket.end(response)
    })
  })
  return { url: `http://127.0.0.1:${await listen(server)}`, heads }
}

/** The headers of a request in the form of a report. */
function maskedLines(head: string | undefined) {
  const [, ...lines] = (head ?? '').replaceAll(KEY, 'varg_…3210').split('\r\n')
  return lines.map((line) => line.split(': '))
}

test.each([
  ['a call without a body', '/v1/balance', {}, undefined],
  ['an upload', '/v1/files', { 'Content-Type': 'image/gif', 'X-Content-Hash': 'sha256:0' }, 'abc'],
  ['an upload in chunks', '/v1/files', { 'Transfer-Encoding': 'chunked' }, 'abc'],
  ['an empty upload', '/v1/files', {}, ''],
  ['a slow upload', '/v1/files', { 'X-Refdrop-Rate': '100' }, 'abc'],
])('the report contains the exact headers of %s and its response', async (_, path, more, body) => {
  const { url, heads } = await serveHeads(
    'HTTP/1.1 200 OK\r\nServer: Odd\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\nX-One: 1\r\nContent-Length: 2\r\n\r\n{}',
  )
  const proxy = await serveProxy(url, timeoutsOf({ expect100: 5 }))
  const headers = { ...PAGE, Authorization: `Bearer ${KEY}`, 'User-Agent': 'Odd/1', ...more }
  const method = body === undefined ? 'GET' : 'POST'
  const seen = await ask(proxy + path, { method, headers, ...(body !== undefined && { body }) })
  expect(seen.status).toBe(200)
  expect(heads).toHaveLength(1)
  const reported = reportedIn(seen)
  expect(reported?.sent).toEqual(maskedLines(heads[0]))
  expect(reported?.sent).toContainEqual(['authorization', MASKED])
  expect(reported?.sent).toContainEqual(['Host', new URL(url).host])
  expect(reported?.got).toEqual([
    ['Server', 'Odd'],
    ['Set-Cookie', '(not shown)'],
    ['set-cookie', '(not shown)'],
    ['X-One', '1'],
    ['Content-Length', '2'],
  ])
})

test('the report masks the server key', async () => {
  const { url } = await serveHeads('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
  const proxy = await serveProxy(url, { serverKey: KEY })
  const seen = await ask(`${proxy}/v1/me`, { headers: PAGE })
  expect(reportedIn(seen)?.sent).toContainEqual(['authorization', MASKED])
})

test('the report describes the attempt that got a response', async () => {
  const url = await serveUpstream((request, response) => {
    request.resume().on('end', () => response.end('{}'))
  })
  const refusing = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      const expects = bytes.toString().includes('Expect')
      socket.end(`HTTP/1.1 ${expects ? 417 : 200} Odd\r\nContent-Length: 2\r\n\r\n{}`)
    })
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(refusing)}`)
  const upload = { method: 'POST', headers: { ...PAGE, 'Content-Length': '1' }, body: 'a' }
  const sent = reportedIn(await ask(`${proxy}/v1/files`, upload))?.sent.map(([name]) => name)
  expect(sent).not.toContain('Expect')
  const other = reportedIn(await ask(`${await serveProxy(url)}/v1/files`, upload))?.sent
  expect(other).toContainEqual(['Expect', '100-continue'])
})

test.each([
  ['is down', async () => `http://127.0.0.1:${await takeFreePort()}`],
  ['redirects', async () => (await serveHeads('HTTP/1.1 302 F\r\nLocation: /a\r\n\r\n')).url],
  [
    'breaks off',
    async () => (await serveHeads('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n')).url,
  ],
])('the report omits the received headers when the upstream %s', async (_, serve) => {
  const seen = await ask(`${await serveProxy(await serve())}/v1/me`, { headers: PAGE })
  expect(seen.status).toBe(502)
  expect(reportedIn(seen)?.sent.length).toBeGreaterThan(0)
  expect(reportedIn(seen)).not.toHaveProperty('got')
})

test('the report has no sent headers when no request was made', async () => {
  const proxy = await serveProxy('http://127.0.0.1:1')
  const headers = { ...PAGE, 'X-Refdrop-Rate': '0' }
  const seen = await ask(`${proxy}/v1/files`, { method: 'POST', headers, body: 'a' })
  expect(seen.status).toBe(400)
  expect(reportedIn(seen)).toEqual({ sent: [] })
})

test.each([
  ['a program', {}],
  ['a typed address', { 'Sec-Fetch-Site': 'none' }],
  ['a foreign page', { Origin: 'http://evil.test' }],
])('the response to %s contains no report', async (_, headers: Record<string, string>) => {
  const { url } = await serveHeads('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
  const seen = await ask(`${await serveProxy(url)}/v1/me`, { headers })
  expect(seen.headers).not.toHaveProperty('x-refdrop-headers')
})

const SECRET = KEY.slice(5)

describe.each(PROXIES)('%s', (_name, { serve }) => {
  test.each<[where: string, authorization: string, got: string]>([
    ['a value', `Bearer ${KEY}`, `X-Echo: ${KEY}`],
    ['the middle of a value', `Bearer ${KEY}`, `X-Echo: a=${KEY};b=${KEY}`],
    ['a name', `Bearer ${KEY}`, `${KEY}: 1`],
    ['a URL', `Bearer ${KEY}`, `Link: <https://a.test/?key=varg%5F${SECRET}>`],
    ['quotes', `Bearer ${KEY}`, `X-Echo: {"key":"${KEY}"}`],
    [
      'a value that is cut',
      `Bearer ${KEY}`,
      `X-Long: ${'a'.repeat(190)}${KEY}${'b'.repeat(13_000)}`,
    ],
    ['a cookie', `Bearer ${KEY}`, `Set-Cookie: ${KEY}`],
    ['Authorization', `Bearer ${KEY}`, `Authorization: Bearer ${KEY}`],
    ['another scheme', `Key ${KEY}`, 'X-One: 1'],
    ['no scheme', KEY, 'X-One: 1'],
    ['two words', `Bearer a ${KEY}`, 'X-One: 1'],
    ['a credential that is not a key', `Bearer ${SECRET}`, `X-Echo: ${SECRET}`],
  ])('the report masks the key in %s', async (_, authorization, got) => {
    const { url } = await serveHeads(`HTTP/1.1 200 OK\r\n${got}\r\nContent-Length: 2\r\n\r\n{}`)
    const headers = { ...PAGE, Authorization: authorization, Accept: `text/${KEY}` }
    const seen = await ask(`${await serve(url)}/v1/me`, { headers })
    expect(seen.status).toBe(200)
    expect(reportedIn(seen)?.got).toHaveLength(2)
    expect(JSON.stringify([seen.headers, reportedIn(seen)])).not.toContain(SECRET)
  })
})

test.each([
  ['one long value', [['X-Long', '%'.repeat(8_000)]]],
  ['many long values', Array.from({ length: 30 }, (_, index) => [`X-${index}`, '"'.repeat(500)])],
  ['very many headers', Array.from({ length: 1_500 }, (_, index) => [`X-${index}`, '1'])],
  ['a very long name', [['X'.repeat(14_000), '']]],
] as [string, [string, string][]][])(
  'the report stays within the limit with %s',
  async (_, got) => {
    const page = await mountHandler('/a', (request, response) => {
      reportHeaders(request, response, { sent: [['Host', 'a']], got })
      response.end()
    })
    const seen = await ask(page, { headers: PAGE })
    expect(String(seen.headers['x-refdrop-headers']).length).toBeLessThanOrEqual(12_288)
    const reported = reportedIn(seen)
    expect(reported?.sent).toEqual([['Host', 'a']])
    // The remaining values start with the original text.
    for (const [index, [name, value]] of (reported?.got ?? []).entries()) {
      expect(got[index]?.[0]).toBe(name)
      expect(got[index]?.[1].startsWith(value.replace(/…$/, ''))).toBe(true)
    }
  },
)
