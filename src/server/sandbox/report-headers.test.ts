import { expect, test } from 'vitest'
import { decodeReportedHeaders, type ReportedHeaders } from '../../core/traffic/refdrop-headers.ts'
import { putFault, putFaults } from '../testing/fault-plans.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

function reportedIn({ headers }: TestResponse): ReportedHeaders | undefined {
  const value = headers['x-refdrop-headers']
  return decodeReportedHeaders(value === undefined ? null : String(value))
}

async function serve(): Promise<string> {
  return serveSandbox(await makeFolder())
}

function headersWith(key: string) {
  return { ...PAGE, Authorization: `Bearer ${key}` }
}

test('a response to the page reports the received and the sent headers', async () => {
  const base = await serve()
  const key = newKey()
  const body = newGif()
  const response = await ask(`${base}/v1/files`, {
    method: 'POST',
    headers: {
      ...headersWith(key),
      'X-Content-Hash': hashOf(body),
      Cookie: 'a=b',
      Referer: base,
      'X-Refdrop-Page': '1',
      'Content-Length': '64',
    },
    body,
  })
  expect(response.status).toBe(200)
  expect(Object.fromEntries(reportedIn(response)?.sent ?? [])).toEqual({
    Host: new URL(base).host,
    Authorization: `Bearer varg_…${key.slice(-4)}`,
    'X-Content-Hash': hashOf(body),
    'Content-Length': '64',
  })
  const { 'x-refdrop-headers': _, connection: __, ...rest } = response.headers
  expect(Object.fromEntries(reportedIn(response)?.got ?? [])).toEqual(rest)
  expect(JSON.stringify(response.headers)).not.toContain(key.slice(5))
})

test.each([
  ['a bad key', '/v1/files', 'POST', 'varg_bad', 401],
  ['another method', '/v1/files', 'GET', 'varg_key', 405],
  ['too large a body', '/v1/files', 'POST', 'varg_key', 413],
  ['a balance', '/v1/balance', 'GET', 'varg_key', 200],
  ['a missing job', '/v1/jobs/none', 'GET', 'varg_key', 404],
])('a response reports headers for %s', async (_, path, method, key, status) => {
  const headers = {
    ...headersWith(key),
    ...(status === 413 && { 'Content-Length': '99999999', Connection: 'close' }),
  }
  const response = await ask((await serve()) + path, {
    method,
    headers,
    ...(method === 'POST' && { body: 'abc' }),
  })
  expect(response.status).toBe(status)
  expect(reportedIn(response)?.got).toContainEqual([
    'content-type',
    expect.stringContaining('application/json'),
  ])
})

test('a response of a fault or of the rate limit reports headers', async () => {
  const base = await serve()
  const upload = { method: 'POST', headers: headersWith(newKey()), body: 'abc' }
  await putFault(base, { kind: 'answer', status: 500, headers: { 'CF-Ray': '1', Date: 'never' } })
  const ordered = await ask(`${base}/v1/files`, upload)
  expect(reportedIn(ordered)?.got).toContainEqual(['cf-ray', '1'])
  expect(reportedIn(ordered)?.got?.filter(([name]) => name === 'date')).toEqual([['date', 'never']])
  await putFaults(base, { rateLimit: { limit: 1, seconds: 3600, tells: ['remaining'] } })
  const limited = await ask(`${base}/v1/files`, upload)
  expect(reportedIn(limited)?.got).toContainEqual(['x-ratelimit-remaining', '0'])
})

test('responses to programs and public files report no headers', async () => {
  const base = await serve()
  const headers = { Authorization: `Bearer ${newKey()}` }
  const response = await ask(`${base}/v1/files`, { method: 'POST', headers, body: 'abc' })
  expect(response.headers).not.toHaveProperty('x-refdrop-headers')
  const file = await ask(String(response.json?.url), { headers: PAGE })
  expect(file.headers).not.toHaveProperty('x-refdrop-headers')
})
