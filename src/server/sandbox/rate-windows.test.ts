import { expect, test } from 'vitest'
import type { RateLimit } from '../../core/sandbox/faults.ts'
import { putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { RateWindows } from './rate-windows.ts'

const NOW = Date.UTC(2030, 0, 1, 12, 0, 0, 250)

function windows(changes: Partial<RateLimit> = {}): RateWindows {
  return new RateWindows({ limit: 2, seconds: 60, tells: [], nested: false, ...changes })
}

test('a window starts with its first request and accepts requests up to the limit', () => {
  const limited = windows()
  const isOver = (now: number) => limited.count('a', now, 1).refusal !== undefined
  expect([NOW, NOW + 59_000, NOW + 59_999].map(isOver)).toEqual([false, false, true])
  expect([NOW + 60_000, NOW + 60_000, NOW + 119_999].map(isOver)).toEqual([false, false, true])
  // The next window starts with a request, not at the end of the previous window.
  expect([NOW + 150_000, NOW + 150_000, NOW + 209_999].map(isOver)).toEqual([false, false, true])
})

test('each account has separate windows', () => {
  const limited = windows({ limit: 1 })
  expect(limited.count('a', NOW, 1).refusal).toBeUndefined()
  expect(limited.count('b', NOW, 1).refusal).toBeUndefined()
  expect(limited.count('a', NOW, 1).refusal).toBeDefined()
})

test.each<[reported: NonNullable<RateLimit['tells']>[number], reset: string]>([
  ['reset-seconds', String(Date.UTC(2030, 0, 1, 12, 1, 1) / 1000)],
  ['reset-milliseconds', String(NOW + 60_000)],
  ['reset-iso', '2030-01-01T12:01:00.250Z'],
  ['reset-after', '60'],
])('%s reports the end of the window', (reported, reset) => {
  const { headers } = windows({ tells: [reported] }).count('a', NOW, 1)
  expect(headers).toEqual({ 'X-RateLimit-Limit': '2', 'X-RateLimit-Reset': reset })
})

test('the remaining requests are reported down to 0', () => {
  const limited = windows({ tells: ['remaining'] })
  const reported = [1, 2, 3].map(() => limited.count('a', NOW, 1).headers['X-RateLimit-Remaining'])
  expect(reported).toEqual(['1', '0', '0'])
})

test.each<[reported: RateLimit['tells'], retryAfter: string | undefined, words: string]>([
  [[], undefined, 'Too many requests.'],
  [['retry-after'], '18', 'Too many requests.'],
  [['retry-after-date'], 'Tue, 01 Jan 2030 12:01:01 GMT', 'Too many requests.'],
  [['message'], undefined, 'Too many requests. Retry after 18 seconds.'],
  [['message', 'retry-after'], '18', 'Too many requests. Retry after 18 seconds.'],
])('a 429 has the headers and message for %j', (tells, retryAfter, message) => {
  const limited = windows({ limit: 1, tells })
  const first = limited.count('a', NOW, 1)
  expect(first).toEqual({ headers: {}, refusal: undefined })
  const { refusal } = limited.count('a', NOW + 42_500, 1)
  expect(refusal?.headers['Retry-After']).toBe(retryAfter)
  const wire = { error: 'RateLimitError', message, statusCode: 429 }
  expect(JSON.parse(String(refusal?.body))).toEqual(wire)
})

test('a 429 has the newer shape when the plan says so', () => {
  const limited = windows({ limit: 1, nested: true, tells: ['message'] })
  limited.count('a', NOW, 1)
  const message = 'Too many requests. Retry after 60 seconds.'
  expect(JSON.parse(String(limited.count('a', NOW, 1).refusal?.body))).toEqual({
    error: { code: 'RateLimitError', message, details: null },
  })
})

test('expired windows are removed when there are many accounts', () => {
  const limited = windows({ limit: 1 })
  for (let each = 0; each < 3000; each++) limited.count(String(each), NOW, 1)
  expect(limited.count('0', NOW, 1).refusal).toBeDefined()
  for (let each = 0; each < 3000; each++) {
    expect(limited.count(String(each), NOW + 60_000, 1).refusal).toBeUndefined()
  }
})

test('every request of a key counts, and every response has the rate headers', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  const headers = { Authorization: `Bearer ${key}` }
  const tells = ['remaining', 'reset-milliseconds', 'retry-after'] as const
  await putFaults(base, { rateLimit: { limit: 3, seconds: 3600, tells: [...tells] } })
  const responses = [
    await ask(`${base}/v1/balance`, { headers }),
    await ask(`${base}/v1/me`, { headers }),
    await upload(base, { key }),
    await upload(base, { key }),
    await ask(`${base}/v1/balance`, { headers }),
  ]
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
  const remaining = responses.map(({ headers }) => headers['x-ratelimit-remaining'])
  expect(remaining).toEqual(['2', '1', '0', '0', '0'])
  expect(new Set(responses.map(({ headers }) => headers['x-ratelimit-reset'])).size).toBe(1)
  expect(responses.map(({ headers }) => headers['retry-after'] !== undefined)).toEqual([
    ...[false, false, false],
    ...[true, true],
  ])
  expect(await upload(base)).toMatchObject({ status: 200 })
  const counted = { uploads: 3, accepted: 2, limited: 1, faulted: 0, stored: 2 }
  expect((await readFaults(base)).seen).toEqual(counted)
})

test('a request with a bad key gets 401 and is not counted', async () => {
  const base = await serveSandbox(await makeFolder())
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600, tells: ['remaining'] } })
  for (let tries = 0; tries < 3; tries++) {
    const response = await upload(base, { key: 'varg_bad' })
    expect(response.status).toBe(401)
    expect(response.headers).not.toHaveProperty('x-ratelimit-limit')
  }
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 0, limited: 0 })
})

test('an upload is accepted again when a short window has ended', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  await putFaults(base, { rateLimit: { limit: 1, seconds: 0.4 } })
  const statuses: number[] = []
  await expect
    .poll(async () => statuses.push((await upload(base, { key })).status) && [...statuses], {
      timeout: 10_000,
    })
    .toEqual(expect.arrayContaining([429]))
  await expect.poll(async () => (await upload(base, { key })).status).toBe(200)
})

test('concurrent uploads are accepted exactly up to the limit', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  await putFaults(base, { rateLimit: { limit: 7, seconds: 3600 } })
  const responses = await Promise.all(Array.from({ length: 30 }, () => upload(base, { key })))
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(7)
  const counted = { uploads: 30, accepted: 7, limited: 23, faulted: 0, stored: 7 }
  expect((await readFaults(base)).seen).toEqual(counted)
})

test('a 429 is sent before the body, and reaches a client that sends the body first', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600 } })
  await upload(base, { key })
  const headers = { Authorization: `Bearer ${key}` }
  const body = Buffer.alloc(20 * 1_048_576)
  const response = await uploadLikeBrowser(`${base}/v1/files`, body, headers)
  expect(response).toMatchObject({ status: 429, headers: { connection: 'close' } })
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  const lines = [`Host: ${host}`, `Authorization: Bearer ${key}`, 'Content-Length: 9999']
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  expect(await readResponse(socket)).toMatchObject({ status: 429 })
})

test.each([
  [1, undefined, {}],
  [2, undefined, { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0' }],
  [2, [], {}],
  [2, ['remaining'], { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0' }],
] as const)('version %i reports the limit by %j', (version, tells, expected) => {
  const limited = windows({ limit: 1, tells: tells && [...tells] })
  const { headers } = limited.count('a', NOW, version)
  const { 'X-RateLimit-Reset': reset, ...others } = headers
  expect(others).toEqual(expected)
  const isDocumented = version === 2 && tells === undefined
  expect(reset).toBe(isDocumented ? '2030-01-01T12:01:00.250Z' : undefined)
  const { refusal } = limited.count('a', NOW, version)
  expect(refusal?.headers['Retry-After']).toBe(isDocumented ? '60' : undefined)
})

test('the limit of a key counts the calls of both versions, each with its error', async () => {
  const base = await serveSandbox(await makeFolder())
  const headers = { Authorization: `Bearer ${newKey()}` }
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600 } })
  expect(await ask(`${base}/v1/me`, { headers })).toMatchObject({ status: 200 })
  expect(await ask(`${base}/v1/me`, { headers })).toMatchObject({
    status: 429,
    json: { error: 'RateLimitError', statusCode: 429 },
  })
  const response = await ask(`${base}/v2/me`, { headers })
  expect(response).toMatchObject({ status: 429, json: { error: { code: 'rate_limited' } } })
  expect(response.headers['x-ratelimit-reset']).toMatch(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/)
  expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
})
