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

test('a window begins with its first call and takes so many, whenever they come', () => {
  const limited = windows()
  const over = (now: number) => limited.count('a', now).refusal !== undefined
  expect([NOW, NOW + 59_000, NOW + 59_999].map(over)).toEqual([false, false, true])
  expect([NOW + 60_000, NOW + 60_000, NOW + 119_999].map(over)).toEqual([false, false, true])
  // The next window begins with a call, not where the one before ended.
  expect([NOW + 150_000, NOW + 150_000, NOW + 209_999].map(over)).toEqual([false, false, true])
})

test('each account has windows of its own', () => {
  const limited = windows({ limit: 1 })
  expect(limited.count('a', NOW).refusal).toBeUndefined()
  expect(limited.count('b', NOW).refusal).toBeUndefined()
  expect(limited.count('a', NOW).refusal).toBeDefined()
})

test.each<[reported: RateLimit['tells'][number], reset: string]>([
  ['reset-seconds', String(Date.UTC(2030, 0, 1, 12, 1, 1) / 1000)],
  ['reset-milliseconds', String(NOW + 60_000)],
  ['reset-iso', '2030-01-01T12:01:00.250Z'],
  ['reset-after', '60'],
])('%s tells the end of the window', (reported, reset) => {
  const { headers } = windows({ tells: [reported] }).count('a', NOW)
  expect(headers).toEqual({ 'X-RateLimit-Limit': '2', 'X-RateLimit-Reset': reset })
})

test('what remains is told down to nothing', () => {
  const limited = windows({ tells: ['remaining'] })
  const reported = [1, 2, 3].map(() => limited.count('a', NOW).headers['X-RateLimit-Remaining'])
  expect(reported).toEqual(['1', '0', '0'])
})

test.each<[reported: RateLimit['tells'], retryAfter: string | undefined, words: string]>([
  [[], undefined, 'Too many requests.'],
  [['retry-after'], '18', 'Too many requests.'],
  [['retry-after-date'], 'Tue, 01 Jan 2030 12:01:01 GMT', 'Too many requests.'],
  [['message'], undefined, 'Too many requests. Retry after 18 seconds.'],
  [['message', 'retry-after'], '18', 'Too many requests. Retry after 18 seconds.'],
])('a 429 that tells %j', (tells, retryAfter, message) => {
  const limited = windows({ limit: 1, tells })
  const first = limited.count('a', NOW)
  expect(first).toEqual({ headers: {}, refusal: undefined })
  const { refusal } = limited.count('a', NOW + 42_500)
  expect(refusal?.headers['Retry-After']).toBe(retryAfter)
  const wire = { error: 'RateLimitError', message, statusCode: 429 }
  expect(JSON.parse(String(refusal?.body))).toEqual(wire)
})

test('a 429 in the newer shape', () => {
  const limited = windows({ limit: 1, nested: true, tells: ['message'] })
  limited.count('a', NOW)
  const message = 'Too many requests. Retry after 60 seconds.'
  expect(JSON.parse(String(limited.count('a', NOW).refusal?.body))).toEqual({
    error: { code: 'RateLimitError', message },
  })
})

test('windows of very many accounts are forgotten when they are over', () => {
  const limited = windows({ limit: 1 })
  for (let each = 0; each < 3000; each++) limited.count(String(each), NOW)
  expect(limited.count('0', NOW).refusal).toBeDefined()
  for (let each = 0; each < 3000; each++) {
    expect(limited.count(String(each), NOW + 60_000).refusal).toBeUndefined()
  }
})

test('every call of a key counts, and every answer tells', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  const headers = { Authorization: `Bearer ${key}` }
  const tells = ['remaining', 'reset-milliseconds', 'retry-after'] as const
  await putFaults(base, { rateLimit: { limit: 3, seconds: 3600, tells: [...tells] } })
  const seen = [
    await ask(`${base}/v1/balance`, { headers }),
    await ask(`${base}/v1/me`, { headers }),
    await upload(base, { key }),
    await upload(base, { key }),
    await ask(`${base}/v1/balance`, { headers }),
  ]
  expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
  const remaining = seen.map(({ headers }) => headers['x-ratelimit-remaining'])
  expect(remaining).toEqual(['2', '1', '0', '0', '0'])
  expect(new Set(seen.map(({ headers }) => headers['x-ratelimit-reset'])).size).toBe(1)
  expect(seen.map(({ headers }) => headers['retry-after'] !== undefined)).toEqual([
    ...[false, false, false],
    ...[true, true],
  ])
  expect(await upload(base)).toMatchObject({ status: 200 })
  const counted = { uploads: 3, accepted: 2, limited: 1, faulted: 0, stored: 2 }
  expect((await readFaults(base)).seen).toEqual(counted)
})

test('a bad key is told so, and uses nothing up', async () => {
  const base = await serveSandbox(await makeFolder())
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600, tells: ['remaining'] } })
  for (let tries = 0; tries < 3; tries++) {
    const seen = await upload(base, { key: 'varg_bad' })
    expect(seen.status).toBe(401)
    expect(seen.headers).not.toHaveProperty('x-ratelimit-limit')
  }
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 0, limited: 0 })
})

test('a short window is over after a moment', async () => {
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

test('of many at once, exactly as many are taken as may be', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  await putFaults(base, { rateLimit: { limit: 7, seconds: 3600 } })
  const seen = await Promise.all(Array.from({ length: 30 }, () => upload(base, { key })))
  expect(seen.filter(({ status }) => status === 200)).toHaveLength(7)
  const counted = { uploads: 30, accepted: 7, limited: 23, faulted: 0, stored: 7 }
  expect((await readFaults(base)).seen).toEqual(counted)
})

test('a 429 comes before the body, also for who sends all of it first', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600 } })
  await upload(base, { key })
  const headers = { Authorization: `Bearer ${key}` }
  const body = Buffer.alloc(20 * 1_048_576)
  const seen = await uploadLikeBrowser(`${base}/v1/files`, body, headers)
  expect(seen).toMatchObject({ status: 429, headers: { connection: 'close' } })
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  const lines = [`Host: ${host}`, `Authorization: Bearer ${key}`, 'Content-Length: 9999']
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  expect(await readResponse(socket)).toMatchObject({ status: 429 })
})
