import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readFaults } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { FileStore } from './file-store.ts'

const PAGE = { 'X-Refdrop-Page': '1' }

function upload(base: string, key: string, body: Uint8Array, headers: Record<string, string> = {}) {
  const whose = { Authorization: `Bearer ${key}`, ...headers }
  return ask(`${base}/v1/files`, { method: 'POST', headers: whose, body })
}

const storage = (base: string, method = 'GET', headers: Record<string, string> = PAGE) =>
  ask(`${base}/storage`, { method, headers })

const nameIn = (folder: string) => readFile(join(folder, 'sandbox', 'name'), 'utf8')

test('GET returns the files and bytes of all accounts', async () => {
  const base = await serveSandbox(await makeFolder())
  expect(await storage(base)).toMatchObject({ status: 200, json: { files: 0, bytes: 0 } })
  for (const size of [10, 20, 30]) await upload(base, newKey(), newGif(size))
  expect(await storage(base)).toMatchObject({ status: 200, json: { files: 3, bytes: 60 } })
})

test('DELETE deletes all files, and later uploads are new', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder, { limit: 1000, free: 0 })
  const gif = newGif(1000)
  const key = newKey()
  const { json } = await upload(base, key, gif)
  const before = await nameIn(folder)
  expect(await storage(base, 'DELETE')).toMatchObject({
    status: 200,
    json: { files: 1, bytes: 1000 },
  })
  expect(await ask(String(json?.url))).toMatchObject({ status: 404 })
  expect(await nameIn(folder)).toMatch(/^[0-9a-f-]{36}$/)
  expect(await nameIn(folder)).not.toBe(before)
  expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
  expect(await readdir(join(folder, 'sandbox/temporary'))).toEqual([])
  const again = await upload(base, key, gif, { 'X-Content-Hash': hashOf(gif) })
  expect(again.json).toEqual({ ...json, deduplicated: false })
  expect((await ask(String(json?.url))).bytes.equals(gif)).toBe(true)
})

test.each(['GET', 'DELETE'])(
  '%s is rejected unless the page of this server sends it',
  async (method) => {
    const folder = await makeFolder()
    const base = await serveSandbox(folder)
    await upload(base, newKey(), newGif())
    const name = await nameIn(folder)
    for (const headers of [
      {},
      { Authorization: `Bearer ${newKey()}` },
      { Origin: 'http://evil.test' },
      { ...PAGE, Origin: 'http://evil.test' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'none' },
    ]) {
      const response = await storage(base, method, headers as Record<string, string>)
      expect(response).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
    }
    expect(await nameIn(folder)).toBe(name)
    expect((await storage(base)).json?.files).toBe(1)
  },
)

test.each(['POST', 'PUT', 'OPTIONS'])('%s is rejected with 405', async (method) => {
  const response = await storage(await serveSandbox(await makeFolder()), method)
  expect(response).toMatchObject({ status: 405, headers: { allow: 'GET, DELETE' } })
})

test('an upload in flight is stored whole when the sandbox is emptied', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder)
  const gif = newGif(1000)
  const { port, host } = new URL(base)
  const socket = await openSocket(Number(port))
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, 'Content-Length: 1000']
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  socket.write(gif.subarray(0, 500))
  await expect.poll(() => readdir(join(folder, 'sandbox/temporary'))).toHaveLength(1)
  await storage(base, 'DELETE')
  socket.write(gif.subarray(500))
  const { json } = await readResponse(socket)
  expect(json).toMatchObject({ hash: hashOf(gif), deduplicated: false })
  expect((await ask(String(json?.url))).bytes.equals(gif)).toBe(true)
})

test('an upload gets 503 when its known content is deleted meanwhile, and can be retried', async () => {
  const base = await serveSandbox(await makeFolder())
  const key = newKey()
  const gif = newGif()
  await upload(base, key, gif)
  // The content is known at the start and deleted before the body is read.
  const find = vi.spyOn(FileStore.prototype, 'find')
  find.mockImplementationOnce(async function (this: FileStore, ...given) {
    const file = await this.find(...given)
    await this.empty()
    return file
  })
  const response = await upload(base, key, gif, { 'X-Content-Hash': hashOf(gif) })
  find.mockRestore()
  expect(response).toMatchObject({ status: 503, json: { error: 'SandboxEmptiedError' } })
  const again = await upload(base, key, gif, { 'X-Content-Hash': hashOf(gif) })
  expect(again).toMatchObject({ status: 200, json: { deduplicated: false } })
})

test('uploads are stored or rejected when the sandbox is emptied many times meanwhile', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder)
  const uploads = Promise.all(Array.from({ length: 60 }, () => upload(base, newKey(), newGif())))
  for (let count = 0; count < 10; count++) await storage(base, 'DELETE')
  for (const { status } of await uploads) expect([200, 503]).toContain(status)
  const { stored } = (await readFaults(base)).seen
  expect(stored).toBeGreaterThan(0)
  await storage(base, 'DELETE')
  expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
  expect(await readdir(join(folder, 'sandbox/temporary'))).toEqual([])
})

test('a second server on the folder notices that it was emptied', async () => {
  const folder = await makeFolder()
  const options = { limit: 1000, free: 0 }
  const [first, second] = [await serveSandbox(folder, options), await serveSandbox(folder, options)]
  await upload(second, newKey(), newGif(1000))
  await storage(first, 'DELETE')
  expect(await upload(second, newKey(), newGif(1000))).toMatchObject({ status: 200 })
})
