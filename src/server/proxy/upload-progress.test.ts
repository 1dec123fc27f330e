import { expect, test } from 'vitest'
import { serverInfoRoute } from '../http/server-info-route.ts'
import { putFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { mountHandler } from '../testing/http-server.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { reportUploads } from './upload-progress.ts'
import { parseUpstream } from './upstream.ts'

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 5_000 }

const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

async function openUpload(sandbox: string, id: string, length: number) {
  const { port } = new URL(sandbox)
  const socket = await openSocket(Number(port))
  socket.write(
    `POST /sandbox/v1/files HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${newKey()}\r\nX-Refdrop-Upload: ${id}\r\nContent-Length: ${length}\r\n\r\n`,
  )
  return socket
}

test('reportUploads returns the bytes that the sandbox read, without grace', async () => {
  const sandbox = await serveSandbox(await makeFolder())
  const [id, body] = [newId(), newGif(3000)]
  const socket = await openUpload(sandbox, id, body.length)
  socket.write(body.subarray(0, 1000))
  await expect.poll(() => reportUploads([id]), SOME_TIME).toEqual([{ id, taken: 1000, grace: 0 }])
  socket.write(body.subarray(1000))
  expect(await readResponse(socket)).toMatchObject({ status: 200 })
  await expect.poll(() => reportUploads([id]), SOME_TIME).toEqual([])
})

test('a report grows at least once a second when the sandbox reads slowly', async () => {
  const sandbox = await serveSandbox(await makeFolder())
  await putFaults(sandbox, { bytesPerSecond: 2000 })
  const [id, body] = [newId(), newGif(60_000)]
  const socket = await openUpload(sandbox, id, body.length)
  socket.write(body)
  await expect
    .poll(() => reportUploads([id])[0]?.taken, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(2000)
  expect(reportUploads([id])[0]?.taken).toBeLessThan(60_000)
  socket.destroy()
})

test('an upload without a valid id is accepted and has no report', async () => {
  const sandbox = await serveSandbox(await makeFolder())
  expect(await upload(sandbox)).toMatchObject({ status: 200 })
  for (const id of ['x', '1-2-3', '../1-2-3-4', '9'.repeat(500)]) {
    const headers = { Authorization: `Bearer ${newKey()}`, 'X-Refdrop-Upload': id }
    const seen = await ask(`${sandbox}/v1/files`, { method: 'POST', headers, body: newGif() })
    expect(seen.status).toBe(200)
    expect(reportUploads([id])).toEqual([])
  }
})

test('the server info route returns reports to its page but not to a foreign page', async () => {
  const sandbox = await serveSandbox(await makeFolder())
  const settings = { upstream: parseUpstream(undefined), serverKey: null }
  const machine = await mountHandler(
    '/machine',
    serverInfoRoute(settings, async () => 'name'),
  )
  const [id, other] = [newId(), newId()]
  const socket = await openUpload(sandbox, id, 3000)
  await expect.poll(() => reportUploads([id]), SOME_TIME).toHaveLength(1)
  const url = `${machine}/uploads?ids=${id},${other}`
  const headers = { 'X-Refdrop-Page': '1' }
  expect(JSON.parse(String((await ask(url, { headers })).bytes))).toEqual([
    { id, taken: 0, grace: 0 },
  ])
  expect(JSON.parse(String((await ask(`${machine}/uploads?ids=`, { headers })).bytes))).toEqual([])
  const foreign = await ask(url, { headers: { Origin: 'http://evil.test' } })
  expect(foreign.status).toBe(403)
  socket.destroy()
})
