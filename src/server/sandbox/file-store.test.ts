import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, openSocket } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

function upload(base: string, key: string, body: Uint8Array) {
  const headers = { Authorization: `Bearer ${key}` }
  return ask(`${base}/v1/files`, { method: 'POST', headers, body })
}

test('a restart keeps all files', async () => {
  const folder = await makeFolder()
  const key = newKey()
  const gif = newGif()
  const first = await upload(await serveSandbox(folder), key, gif)
  const base = await serveSandbox(folder)
  const { pathname } = new URL(String(first.json?.url))
  expect((await ask(base.replace('/sandbox', pathname))).bytes.equals(gif)).toBe(true)
  const second = await upload(base, key, gif)
  expect(second.json).toMatchObject({ file_id: first.json?.file_id, deduplicated: true })
})

test('the store writes no key to the folder', async () => {
  const folder = await makeFolder()
  const key = newKey()
  await upload(await serveSandbox(folder), key, newGif())
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(entries.map(({ name }) => name).join()).not.toContain(key.slice(5))
  for (const entry of entries.filter((found) => found.isFile())) {
    expect(await readFile(join(entry.parentPath, entry.name), 'latin1')).not.toContain(key.slice(5))
  }
})

test('a file with truncated bytes is missing, and the next upload replaces it', async () => {
  const folder = await makeFolder()
  const key = newKey()
  const gif = newGif()
  const base = await serveSandbox(folder)
  const url = String((await upload(base, key, gif)).json?.url)
  const path = join(folder, new URL(url).pathname.replace('/sandbox/u/', 'sandbox/'))
  await writeFile(path, gif.subarray(0, 10))
  expect(await ask(url)).toMatchObject({ status: 404 })
  expect((await upload(base, key, gif)).json).toMatchObject({ url, deduplicated: false })
  expect((await ask(url)).bytes.equals(gif)).toBe(true)
})

test.each([
  ['empty', ''],
  ['truncated', '{"mediaType":"image/gi'],
  ['of another shape', '{"mediaType":"image/gif","extension":"gif"}'],
])('a file is missing when its record is %s, and the next upload replaces it', async (_, text) => {
  const folder = await makeFolder()
  const key = newKey()
  const gif = newGif()
  const base = await serveSandbox(folder)
  const url = String((await upload(base, key, gif)).json?.url)
  const path = join(folder, new URL(url).pathname.replace('/sandbox/u/', 'sandbox/'))
  await writeFile(path.replace('.gif', '.record.json'), text)
  expect(await ask(url)).toMatchObject({ status: 404 })
  expect((await upload(base, key, gif)).json).toMatchObject({ url, deduplicated: false })
  expect((await ask(url)).bytes.equals(gif)).toBe(true)
  expect((await upload(base, key, gif)).json).toMatchObject({ url, deduplicated: true })
})

test('an aborted upload leaves no temporary file', async () => {
  const folder = await makeFolder()
  const { port } = new URL(await serveSandbox(folder))
  const socket = await openSocket(Number(port))
  const head = `POST /sandbox/v1/files HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${newKey()}`
  socket.write(`${head}\r\nContent-Length: 1000\r\n\r\nGIF89a`)
  const temporary = join(folder, 'sandbox', 'temporary')
  await expect.poll(() => readdir(temporary)).toHaveLength(1)
  socket.destroy()
  await expect.poll(() => readdir(temporary)).toEqual([])
  expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
})

test('an upload gets a 500 error without a path when the folder cannot be written', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(join(folder, 'data'))
  const key = newKey()
  await upload(base, key, newGif())
  // A file replaces the folder, because root can write into any folder.
  await rm(join(folder, 'data'), { recursive: true })
  await writeFile(join(folder, 'data'), '')
  const response = await upload(base, key, newGif(200_000))
  expect(response).toMatchObject({
    status: 500,
    json: { error: 'InternalError', message: expect.stringMatching(/ENOTDIR|EEXIST/) },
  })
  expect(response.bytes.toString()).not.toContain(dirname(folder))
})
