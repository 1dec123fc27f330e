import { expect, test } from 'vitest'
import { decodeReportedHeaders } from '../../core/traffic/refdrop-headers.ts'
import { putFaults, readFaults } from '../testing/fault-plans.ts'
import { ask } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }
/** A timeout long enough for a slow machine. */
const SOME_TIME = { timeout: 5_000 }

async function serve(onEnd?: (path: string) => void) {
  const base = await serveSandbox(await makeFolder(), onEnd ? { onEnd } : {})
  const key = newKey()
  const send = (body: Uint8Array, headers: Record<string, string> = {}) =>
    ask(`${base}/v1/files`, {
      method: 'POST',
      headers: {
        ...PAGE,
        Authorization: `Bearer ${key}`,
        'Content-Length': String(body.byteLength),
        ...headers,
      },
      body,
    })
  return { base, key, send, host: new URL(base).host }
}

test('a throttled upload is slow and gets the same response as a direct one', async () => {
  const { base, send } = await serve()
  const gif = newGif(2_000)
  const began = performance.now()
  const slow = await send(gif, { 'X-Refdrop-Rate': '5000', 'X-Content-Hash': hashOf(gif) })
  expect(performance.now() - began).toBeGreaterThan(390)
  expect(slow).toMatchObject({ status: 200, json: { hash: hashOf(gif), deduplicated: false } })
  const direct = await send(gif)
  expect(direct.json).toEqual({ ...slow.json, deduplicated: true })
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 2, accepted: 2, stored: 1 })
})

test.each(['localhost', 'refdrop.test:5173'])(
  'a throttled upload gets a URL at its Host header: %s',
  async (host) => {
    const { send } = await serve()
    const { json } = await send(newGif(), { Host: host, 'X-Refdrop-Rate': '100000' })
    expect(new URL(String(json?.url)).host).toBe(host)
  },
)

test('the sandbox stores nothing when the connection breaks', async () => {
  const ended: string[] = []
  const { base, host, send } = await serve((path) => ended.push(path))
  const response = await send(newGif(1024), { 'X-Refdrop-Break-After': '512' })
  const message = `The connection to ${host} was broken off after 512 of 1024 bytes, as asked.`
  expect(response).toMatchObject({ status: 502, json: { error: 'TestBreak', message } })
  // The request to the server, and the proxied one that broke.
  await expect.poll(() => ended, SOME_TIME).toHaveLength(2)
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 1, accepted: 0, stored: 0 })
})

test('a throttled upload reports headers and times like a proxied one', async () => {
  const { send, key, host } = await serve()
  const response = await send(newGif(), { 'X-Refdrop-Rate': '100000', Cookie: 'a=b' })
  const reported = decodeReportedHeaders(String(response.headers['x-refdrop-headers']))
  expect(Object.fromEntries(reported?.sent ?? [])).toEqual({
    authorization: `Bearer varg_…${key.slice(-4)}`,
    'accept-encoding': 'identity',
    'content-length': '64',
    Host: host,
    Expect: '100-continue',
    Connection: 'close',
  })
  const got = Object.fromEntries(reported?.got ?? [])
  expect(got).toMatchObject({ 'Content-Type': 'application/json; charset=utf-8' })
  expect(JSON.stringify(got)).not.toMatch(/refdrop-/i)
  expect(response.headers['server-timing']).toContain('connect;')
  expect(JSON.stringify(response.headers)).not.toContain(key.slice(5))
})

test('a throttled upload gets the errors of the sandbox unchanged', async () => {
  const { base, send } = await serve()
  const throttled = { 'X-Refdrop-Rate': '100000' }
  const bad = { ...throttled, Authorization: 'Bearer varg_bad' }
  expect(await send(newGif(), bad)).toMatchObject({ status: 401, json: { error: 'AuthError' } })
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600, tells: ['retry-after'] } })
  await send(newGif(), throttled)
  const limited = await send(newGif(), throttled)
  expect(limited).toMatchObject({ status: 429, headers: { 'retry-after': '3600' } })
})

test('an upload is rejected when its rate is invalid or a foreign page throttles it', async () => {
  const { base, send } = await serve()
  expect(await send(newGif(), { 'X-Refdrop-Rate': 'slow' })).toMatchObject({
    status: 400,
    json: { error: 'ValidationError', field: 'X-Refdrop-Rate' },
  })
  const foreign = { 'X-Refdrop-Break-After': '0', 'Sec-Fetch-Site': 'cross-site' }
  expect(await send(newGif(), foreign)).toMatchObject({
    status: 403,
    json: { error: 'ForbiddenError' },
  })
  expect((await readFaults(base)).seen.uploads).toBe(0)
})

test('requests other than uploads are not throttled', async () => {
  const { base, key } = await serve()
  const headers = { Authorization: `Bearer ${key}`, 'X-Refdrop-Break-After': '0' }
  expect(await ask(`${base}/v1/me`, { headers })).toMatchObject({ status: 200 })
})

test('a throttled upload is refused when its body is encoded', async () => {
  const { base, send } = await serve()
  const encoded = await send(newGif(), { 'X-Refdrop-Rate': '100000', 'Content-Encoding': 'gzip' })
  expect(encoded).toMatchObject({ status: 415, json: { field: 'Content-Encoding' } })
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 1, stored: 0 })
})
