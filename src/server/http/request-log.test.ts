import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { ask, openSocket, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, mountHandler, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { logRequests } from './request-log.ts'

const SERVER_KEY = 'varg_machine0123456789'
const PERSON_KEY = 'varg_person9876543210'

const LINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ([0-9a-f]{16}) (.*) ms=\d+\.\d(: .*)?$/

/** The id of a line, and its text without times. */
function readLine(line = '') {
  const [, id, text, failure = ''] = LINE.exec(line) ?? []
  return { id, text: `${text}${failure}` }
}

function idOf({ headers }: { headers: NodeJS.Dict<string | string[]> }) {
  return headers['x-refdrop-request']
}

/** Serves an upstream that reads every body to its end and responds with 17 bytes. */
function serveReader(): Promise<string> {
  return serveUpstream((request, response) => {
    request.resume().on('end', () => response.end('{"said":"things"}'))
  })
}

/** Serves a proxy with a log. Resolves with its URL and the lines. */
async function serveLogged(upstream: string, more: Parameters<typeof serveProxy>[1] = {}) {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  return { proxy: await serveProxy(upstream, { ...more, log }), lines }
}

test('the proxy adds a unique id to each response, including errors', async () => {
  const proxy = await serveProxy(await serveReader())
  const broken = await serveProxy(`http://127.0.0.1:${await takeFreePort()}`)
  const responses = [
    await ask(`${proxy}/v1/me`),
    await ask(`${proxy}/v1/me`),
    await ask(`${proxy}/v1/files`, { method: 'POST', body: 'abc' }),
    await ask(`${proxy}/v1/nothing`),
    await ask(`${proxy}/fetched?url=a`),
    await ask(`${proxy}/v1/me`, { headers: { Origin: 'http://evil.test' } }),
    await ask(`${broken}/v1/me`),
  ]
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 404, 403, 403, 502])
  for (const response of responses) expect(idOf(response)).toMatch(/^[0-9a-f]{16}$/)
  expect(new Set(responses.map(idOf)).size).toBe(responses.length)
})

test('the log has one line for each request with its id and the bytes of both bodies', async () => {
  const { proxy, lines } = await serveLogged(await serveReader())
  const body = Buffer.alloc(3_000_001)
  const chunked = { 'Transfer-Encoding': 'chunked' }
  const responses = [
    await ask(`${proxy}/v1/me`),
    await ask(`${proxy}/v1/files`, { method: 'POST', body }),
    await ask(`${proxy}/v1/files`, { method: 'POST', body, headers: chunked }),
    await ask(`${proxy}/v1/files`, { method: 'POST', body, headers: { Expect: '100-continue' } }),
    await ask(`${proxy}/v1/nothing`, { method: 'HEAD' }),
  ]
  await expect.poll(() => lines).toHaveLength(responses.length)
  expect(lines.map((line) => readLine(line).id)).toEqual(responses.map(idOf))
  expect(lines.map((line) => readLine(line).text)).toEqual([
    'GET /api/v1/me 200 in=0 out=17',
    'POST /api/v1/files 200 in=3000001 out=17',
    'POST /api/v1/files 200 in=3000001 out=17',
    'POST /api/v1/files 200 in=3000001 out=17',
    'HEAD /api/v1/nothing 404 in=0 out=0',
  ])
})

test('the log counts only the bytes read before an early response', async () => {
  const server = createServer()
  server.on('checkContinue', (_, response) => response.writeHead(413).end('{}'))
  const upstream = `http://127.0.0.1:${await listen(server)}`
  const { proxy, lines } = await serveLogged(upstream)
  const seen = await uploadLikeBrowser(`${proxy}/v1/files`, Buffer.alloc(20_000_000))
  expect(seen.status).toBe(413)
  await expect.poll(() => lines).toHaveLength(1)
  const { text } = readLine(lines[0])
  expect(text).toMatch(/^POST \/api\/v1\/files 413 in=\d+ out=2$/)
  // Bytes of the body that arrive after the response do not count.
  expect(Number(/in=(\d+)/.exec(text)?.[1])).toBeLessThan(5_000_000)
})

test('the log describes a failure in the words of the response', async () => {
  const host = `127.0.0.1:${await takeFreePort()}`
  const { proxy, lines } = await serveLogged(`http://${host}`)
  const { bytes, json } = await ask(`${proxy}/v1/me`)
  await expect.poll(() => lines).toHaveLength(1)
  expect(json?.message).toContain(host)
  expect(readLine(lines[0]).text).toBe(
    `GET /api/v1/me 502 in=0 out=${bytes.length}: ${json?.message}`,
  )
})

test('the log describes a handler that throws', async () => {
  const lines: string[] = []
  const fail = () => {
    throw Object.assign(new Error(`secret ${SERVER_KEY}`), { code: 'EACCES' })
  }
  const log = (line: string) => void lines.push(line)
  const url = await mountHandler(
    '/api',
    logRequests('/api', fail, () => log),
  )
  const seen = await ask(`${url}/v1/me`)
  expect(seen.status).toBe(500)
  await expect.poll(() => lines).toHaveLength(1)
  expect(readLine(lines[0])).toEqual({
    id: idOf(seen),
    text: `GET /api/v1/me 500 in=0 out=${seen.bytes.length}: This server failed (EACCES).`,
  })
})

test('the log has a line without a status when the browser disconnects', async () => {
  const server = createServer()
  const invited = new Promise<void>((resolve) => {
    server.on('checkContinue', (request, response) => {
      response.writeContinue()
      request.once('data', () => resolve())
    })
  })
  const upstream = `http://127.0.0.1:${await listen(server)}`
  const { proxy, lines } = await serveLogged(upstream, timeoutsOf({ expect100: 60_000 }))
  const browser = await openSocket(Number(new URL(proxy).port))
  browser.write('POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc')
  await invited
  expect(lines).toEqual([])
  browser.destroy()
  await expect.poll(() => lines).toHaveLength(1)
  const failure = 'the connection ended before the answer did'
  expect(readLine(lines[0]).text).toBe(`POST /api/v1/files - in=3 out=0: ${failure}`)
})

test('the log contains no key, query, header or forged line', async () => {
  const { proxy, lines } = await serveLogged(await serveReader(), { serverKey: SERVER_KEY })
  const { origin } = new URL(proxy)
  const headers = {
    Authorization: `Bearer ${PERSON_KEY}`,
    'X-Content-Hash': 'secret-hash',
    'User-Agent': 'secret agent',
  }
  await ask(`${proxy}/v1/me`, { headers })
  await ask(`${proxy}/v1/me`, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
  await ask(`${proxy}/v1/files`, { method: 'POST', headers, body: `secret ${PERSON_KEY}` })
  await ask(`${proxy}/v1/me?key=${PERSON_KEY}&secret`, { headers })
  await ask(`${proxy}/fetched?url=http://secret.test/${PERSON_KEY}`, { headers })
  await ask(origin, { path: `/api/v1/${PERSON_KEY}/x?secret` })
  await ask(origin, { path: '/api/forged%0D%0Aline%1B[2J#secret' })
  await expect.poll(() => lines).toHaveLength(7)
  for (const line of lines) expect(line).toMatch(LINE)
  const all = lines.join('\n')
  expect(all).toMatch(/^[ -~\n]+$/)
  for (const hidden of [
    PERSON_KEY,
    SERVER_KEY,
    '0123456789',
    '9876543210',
    'secret',
    '?',
    'Bearer',
  ])
    expect(all).not.toContain(hidden)
  expect(readLine(lines[5]).text).toContain('/api/v1/varg_.../x 404')
  expect(readLine(lines[6]).text).toContain('/api/forged%0D%0Aline%1B[2J 404')
})

test('the proxy writes nothing when there is no log', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const proxy = await serveProxy(await serveReader())
  await ask(`${proxy}/v1/files`, { method: 'POST', body: 'abc' })
  await ask(`${proxy}/v1/nothing`)
  const written = write.mock.calls.length
  write.mockRestore()
  expect(written).toBe(0)
})
