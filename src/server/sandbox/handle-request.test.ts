import { expect, test } from 'vitest'
import { putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/** A timeout long enough for a slow machine. */
const SOME_TIME = { timeout: 10_000 }

async function serve(onEnd?: (path: string) => void): Promise<string> {
  return serveSandbox(await makeFolder(), onEnd && { onEnd })
}

async function statuses(base: string, amount: number): Promise<number[]> {
  const found: number[] = []
  while (found.length < amount) found.push((await upload(base)).status)
  return found
}

test('faults apply in order, each as many times as planned', async () => {
  const base = await serve()
  await putFaults(base, {
    next: [
      { kind: 'answer', status: 500, times: 2 },
      { kind: 'html', status: 503 },
      { kind: 'answer', status: 402, times: 1 },
    ],
  })
  expect(await statuses(base, 5)).toEqual([500, 500, 503, 402, 200])
})

test('concurrent uploads consume each planned fault once', async () => {
  const base = await serve()
  await putFaults(base, { next: [{ kind: 'answer', status: 500, times: 11 }] })
  const responses = await Promise.all(Array.from({ length: 30 }, () => upload(base)))
  expect(responses.filter(({ status }) => status === 500)).toHaveLength(11)
  const counted = { uploads: 30, accepted: 19, limited: 0, faulted: 11, stored: 19 }
  expect((await readFaults(base)).seen).toEqual(counted)
})

test('the same content is stored once when it is uploaded concurrently', async () => {
  const base = await serve()
  const one = { body: newGif(), key: newKey() }
  await Promise.all(Array.from({ length: 8 }, () => upload(base, one)))
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 8, accepted: 8, stored: 1 })
})

test.each([
  [1, [500, 500, 500, 500, 500, 500]],
  [0, [200, 200, 200, 200, 200, 200]],
])('a share of %i applies the fault to all uploads or to none', async (share, expected) => {
  const base = await serve()
  await putFaults(base, { chance: { share, faults: [{ kind: 'answer', status: 500 }] } })
  expect(await statuses(base, 6)).toEqual(expected)
})

test('random faults apply after the planned ones, and each of them occurs', async () => {
  const base = await serve()
  const faults = [501, 502, 503].map((status) => ({ kind: 'answer' as const, status }))
  await putFaults(base, { next: [{ kind: 'html', status: 403 }], chance: { share: 1, faults } })
  expect(await statuses(base, 1)).toEqual([403])
  const met = new Set<number>()
  await expect
    .poll(async () => met.add((await upload(base)).status).size, { interval: 0, ...SOME_TIME })
    .toBe(3)
  expect([...met].sort()).toEqual([501, 502, 503])
})

test('the key is checked first, then the rate limit, then the faults', async () => {
  const base = await serve()
  const key = newKey()
  await putFaults(base, {
    rateLimit: { limit: 1, seconds: 3600 },
    next: [{ kind: 'answer', status: 500, times: 2 }],
  })
  expect(await upload(base, { key: 'varg_bad' })).toMatchObject({ status: 401 })
  expect(await upload(base, { key })).toMatchObject({ status: 500 })
  expect(await upload(base, { key })).toMatchObject({ status: 429 })
  expect(await upload(base)).toMatchObject({ status: 500 })
  expect(await upload(base)).toMatchObject({ status: 200 })
})

test('faults apply to uploads only', async () => {
  const base = await serve()
  await putFaults(base, { chance: { share: 1, faults: [{ kind: 'answer', status: 500 }] } })
  const headers = { Authorization: `Bearer ${newKey()}` }
  expect(await ask(`${base}/v1/balance`, { headers })).toMatchObject({ status: 200 })
})

test('latency delays every response and ends when the client disconnects', async () => {
  const ended: string[] = []
  const base = await serve((path) => ended.push(path))
  await putFaults(base, { latency: 60_000, next: [{ kind: 'answer', status: 500 }] })
  const { hostname, port, host } = new URL(base)
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, 'Content-Length: 6']
  for (const call of ['GET /sandbox/v1/me', 'POST /sandbox/v1/files', 'POST /sandbox/v1/files']) {
    const socket = await openSocket(Number(port), hostname)
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
    })
    socket.write(`${call} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\nGIF89a`)
    await ask(`${base}/faults`)
    await ask(`${base}/faults`)
    expect(received).toBe('')
    socket.destroy()
  }
  await expect.poll(() => ended.filter((path) => path !== '/faults').length, SOME_TIME).toBe(3)
  expect((await readFaults(base)).seen).toMatchObject({ accepted: 0 })
})

test('latency does not change the response', async () => {
  const base = await serve()
  await putFaults(base, { latency: 20, rateLimit: { limit: 1, seconds: 3600 } })
  const key = newKey()
  expect(await upload(base, { key })).toMatchObject({ status: 200 })
  expect(await upload(base, { key })).toMatchObject({ status: 429 })
})

test('a large file ends after a small one that started later when uploads are throttled', async () => {
  const base = await serve()
  await putFaults(base, { bytesPerSecond: 100_000 })
  const order: string[] = []
  const large = upload(base, { body: newGif(150_000) }).then(() => order.push('large'))
  await expect.poll(async () => (await readFaults(base)).seen.uploads, SOME_TIME).toBe(1)
  const small = upload(base, { body: newGif(50) }).then(() => order.push('small'))
  await Promise.all([large, small])
  expect(order).toEqual(['small', 'large'])
})

test('a throttled upload is stored whole and ends when its client disconnects', async () => {
  const ended: string[] = []
  const base = await serve((path) => ended.push(path))
  await putFaults(base, { bytesPerSecond: 1_000_000 })
  const body = newGif(300_000)
  const { json } = await upload(base, { body })
  expect((await ask(String(json?.url))).bytes.equals(body)).toBe(true)
  await putFaults(base, { bytesPerSecond: 1 })
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, 'Content-Length: 6']
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\nGIF89`)
  await expect.poll(async () => (await readFaults(base)).seen.uploads, SOME_TIME).toBe(1)
  ended.length = 0
  socket.destroy()
  await expect.poll(() => ended, SOME_TIME).toContain('/v1/files')
})
