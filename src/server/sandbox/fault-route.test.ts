import { expect, test } from 'vitest'
import { NO_FAULTS } from '../../core/sandbox/faults.ts'
import { putFault, putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const NOTHING = { uploads: 0, accepted: 0, limited: 0, faulted: 0, stored: 0 }

async function serve(): Promise<string> {
  return serveSandbox(await makeFolder())
}

test('a new sandbox has an empty plan and zero counts', async () => {
  expect(await readFaults(await serve())).toEqual({ plan: NO_FAULTS, seen: NOTHING })
})

test('PUT returns the same report as GET, and DELETE removes the plan', async () => {
  const base = await serve()
  const plan = {
    ...NO_FAULTS,
    latency: 1,
    next: [{ kind: 'html' as const, status: 502, times: 2 }],
  }
  expect(await putFaults(base, plan)).toEqual({ plan, seen: NOTHING })
  expect(await readFaults(base)).toEqual({ plan, seen: NOTHING })
  await upload(base)
  const later = await readFaults(base)
  expect(later.seen).toEqual({ ...NOTHING, uploads: 1, faulted: 1 })
  expect(later.plan.next).toEqual([{ kind: 'html', status: 502, times: 1 }])
  const response = await ask(`${base}/faults`, { method: 'DELETE' })
  expect(response).toMatchObject({ status: 200, json: { plan: NO_FAULTS, seen: NOTHING } })
  expect(await upload(base)).toMatchObject({ status: 200 })
})

test('PUT starts a new window of the rate limit', async () => {
  const base = await serve()
  const key = newKey()
  const plan = { rateLimit: { limit: 1, seconds: 3600 } }
  await putFaults(base, plan)
  expect(await upload(base, { key })).toMatchObject({ status: 200 })
  expect(await upload(base, { key })).toMatchObject({ status: 429 })
  await putFaults(base, plan)
  expect(await upload(base, { key })).toMatchObject({ status: 200 })
})

test.each([
  ['malformed JSON', '{"latency": 5', undefined],
  ['an empty body', '', undefined],
  ['an unknown kind', '{"next": [{"kind": "fire"}]}', 'next.0.kind'],
  ['a negative number', '{"latency": -5}', 'latency'],
  ['a header of two lines', headerPlan('a\r\nSet-Cookie: b=c'), 'next.0.headers.X-Request-Id'],
  ['too large a body', `{"latency": 5${' '.repeat(65_536)}}`, undefined],
])('PUT rejects %s and changes nothing', async (_, body, field) => {
  const base = await serve()
  const before = await putFault(base, { kind: 'silence' })
  const response = await ask(`${base}/faults`, { method: 'PUT', body })
  expect(response).toMatchObject({
    status: 400,
    json: { error: 'ValidationError', message: expect.stringMatching(/\.$/), statusCode: 400 },
  })
  expect(response.json?.field).toBe(field)
  expect(await readFaults(base)).toEqual(before)
})

function headerPlan(value: string): string {
  return JSON.stringify({
    next: [{ kind: 'answer', status: 200, headers: { 'X-Request-Id': value } }],
  })
}

test('PUT rejects too large a plan before its end', async () => {
  const { hostname, port, host } = new URL(await serve())
  const socket = await openSocket(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`PUT /sandbox/faults HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 9999999\r\n\r\n`)
  socket.write(Buffer.alloc(100_000, ' '))
  expect(await readResponse(socket)).toMatchObject({
    status: 400,
    headers: { connection: 'close' },
  })
})

test.each(['POST', 'OPTIONS'])('%s is rejected with 405', async (method) => {
  const response = await ask(`${await serve()}/faults`, { method })
  expect(response).toMatchObject({ status: 405, headers: { allow: 'GET, PUT, DELETE' } })
})

test.each(['GET', 'PUT', 'DELETE'])(
  '%s is rejected when a foreign page sends it',
  async (method) => {
    const base = await serve()
    const before = await putFault(base, { kind: 'silence' })
    for (const headers of [{ Origin: 'http://evil.test' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const response = await ask(`${base}/faults`, { method, headers, body: '{}' })
      expect(response).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
    }
    expect(await readFaults(base)).toEqual(before)
  },
)

test('PUT is accepted when our page sends it', async () => {
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const response = await ask(`${await serve()}/faults`, { method: 'PUT', headers, body: '{}' })
  expect(response.status).toBe(200)
})

test('an upload is counted under the plan that was active at its start', async () => {
  const base = await serve()
  await putFaults(base, { bytesPerSecond: 1000 })
  const slow = upload(base, { body: newGif(300) })
  await expect.poll(async () => (await readFaults(base)).seen.uploads).toBe(1)
  await putFaults(base, {})
  expect(await slow).toMatchObject({ status: 200 })
  expect((await readFaults(base)).seen).toEqual(NOTHING)
})

test('the sandbox lists /faults in its 404 error', async () => {
  const { json } = await ask(`${await serve()}/nothing`)
  expect(json?.message).toContain('/faults')
})
