import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { isWorthRetrying } from '../../core/api/problem.ts'
import { putFault } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { FileStore } from './file-store.ts'
import { StorageQuota } from './storage-quota.ts'
import { StorageSharers } from './storage-sharers.ts'

const KEY = newKey()
/** Makes tests independent of this machine's free space. */
const ANY_DISK = { free: 0 }
const FULL = {
  status: 507,
  json: {
    error: 'SandboxFullError',
    message: expect.stringMatching(/^[^.]*“Empty the sandbox”.*\.$/),
    statusCode: 507,
  },
}

function upload(base: string, body: Uint8Array, headers: Record<string, string> = {}) {
  const whose = { Authorization: `Bearer ${KEY}`, ...headers }
  return ask(`${base}/v1/files`, { method: 'POST', headers: whose, body })
}

async function begin(
  base: string,
  lines: string[],
  body: string | Uint8Array = '',
): Promise<Socket> {
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  socket.on('error', () => {})
  const head = ['POST /sandbox/v1/files HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${KEY}`]
  socket.write(`${[...head, ...lines].join('\r\n')}\r\n\r\n`)
  socket.write(body)
  return socket
}

/** Resolves when one upload has reserved its space. */
async function waitForUpload(folder: string): Promise<void> {
  await expect.poll(() => readdir(join(folder, 'sandbox/temporary'))).toHaveLength(1)
}

const chunk = (bytes: Uint8Array) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

test('files of all accounts are stored up to the limit', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder, { ...ANY_DISK, limit: 1000 })
  expect(await upload(base, newGif(600))).toMatchObject({ status: 200 })
  const other = { Authorization: `Bearer ${newKey()}` }
  expect(await upload(base, newGif(401), other)).toMatchObject(FULL)
  expect(await upload(base, newGif(400), other)).toMatchObject({ status: 200 })
  expect(await upload(base, newGif(7))).toMatchObject(FULL)
  expect(await readdir(join(folder, 'sandbox/temporary'))).toEqual([])
})

test('files from before a start count towards the limit', async () => {
  const folder = await makeFolder()
  await upload(await serveSandbox(folder, ANY_DISK), newGif(600))
  const base = await serveSandbox(folder, { ...ANY_DISK, limit: 1000 })
  expect(await upload(base, newGif(401))).toMatchObject(FULL)
})

test('content that the account has needs no space', async () => {
  const base = await serveSandbox(await makeFolder(), { ...ANY_DISK, limit: 1000 })
  const gif = newGif(1000)
  await upload(base, gif)
  const again = { status: 200, json: { deduplicated: true } }
  expect(await upload(base, gif, { 'X-Content-Hash': hashOf(gif) })).toMatchObject(again)
  expect(await upload(base, gif)).toMatchObject(again)
  // The size is the same, so only the whole body shows the difference.
  expect(await upload(base, newGif(1000))).toMatchObject(FULL)
  const other = newGif(1000)
  const lie = await upload(base, other, { 'X-Content-Hash': hashOf(gif) })
  expect(lie).toMatchObject({ status: 400, json: { field: 'X-Content-Hash' } })
  expect((await ask(String((await upload(base, gif)).json?.url))).bytes.equals(gif)).toBe(true)
})

test.each([[[]], [['Expect: 100-continue']]])(
  'an upload over the limit is rejected before its body: %j',
  async (more) => {
    const base = await serveSandbox(await makeFolder(), { ...ANY_DISK, limit: 1000 })
    const response = await readResponse(await begin(base, ['Content-Length: 1001', ...more]))
    expect(response).toMatchObject({ ...FULL, headers: { connection: 'close' } })
  },
)

test('a body of unknown length counts while it arrives', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder, { ...ANY_DISK, limit: 1000 })
  const endless = await begin(base, ['Transfer-Encoding: chunked'], chunk(newGif(600)))
  await waitForUpload(folder)
  const temporary = join(folder, 'sandbox/temporary')
  const [name = ''] = await readdir(temporary)
  await expect.poll(async () => (await stat(join(temporary, name))).size).toBe(600)
  expect(await upload(base, newGif(401))).toMatchObject(FULL)
  endless.write(chunk(newGif(401)))
  expect(await readResponse(endless)).toMatchObject(FULL)
  await expect.poll(() => readdir(temporary)).toEqual([])
  expect(await upload(base, newGif(1000))).toMatchObject({ status: 200 })
})

test('concurrent uploads share the space', async () => {
  const base = await serveSandbox(await makeFolder(), { ...ANY_DISK, limit: 1000 })
  const responses = await Promise.all(Array.from({ length: 20 }, () => upload(base, newGif(300))))
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(3)
  expect(responses.filter(({ status }) => status === 507)).toHaveLength(17)
})

test.each([
  ['is aborted', (socket: Socket) => void socket.destroy()],
  ['is rejected after its body', (socket: Socket) => void socket.write(newGif(994))],
])('the space of an upload is released when it %s', async (_, end) => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder, { ...ANY_DISK, limit: 1000 })
  const lines = ['Content-Length: 1000', `X-Content-Hash: sha256:${'a'.repeat(64)}`]
  const socket = await begin(base, lines, 'GIF89a')
  await waitForUpload(folder)
  expect(await upload(base, newGif(7))).toMatchObject(FULL)
  end(socket)
  const gif = newGif(1000)
  await expect.poll(async () => (await upload(base, gif)).status).toBe(200)
})

test('two servers on one folder share the space, including uploads in flight', async () => {
  const folder = await makeFolder()
  const options = { ...ANY_DISK, limit: 1000 }
  const first = await serveSandbox(folder, options)
  expect(await upload(first, newGif(300))).toMatchObject({ status: 200 })
  const second = await serveSandbox(folder, options)
  expect(await upload(second, newGif(701))).toMatchObject(FULL)
  expect(await upload(second, newGif(300))).toMatchObject({ status: 200 })
  expect(await upload(first, newGif(401))).toMatchObject(FULL)
  const slow = await begin(second, ['Content-Length: 300'], 'GIF89a')
  await waitForUpload(folder)
  expect(await upload(first, newGif(101))).toMatchObject(FULL)
  slow.write(newGif(294))
  expect(await readResponse(slow)).toMatchObject({ status: 200 })
  expect(await upload(first, newGif(101))).toMatchObject(FULL)
  expect(await upload(first, newGif(100))).toMatchObject({ status: 200 })
})

test('an upload is rejected with another message when the disk would have too little free space', async () => {
  const base = await serveSandbox(await makeFolder(), { free: 2 ** 52 })
  const response = await upload(base, newGif())
  expect(response).toMatchObject(FULL)
  expect(response.json?.message).toMatch(/leaves .* of its disk free/)
})

test('the copy of a wrong-url fault needs space', async () => {
  const base = await serveSandbox(await makeFolder(), { ...ANY_DISK, limit: 1000 })
  await putFault(base, { kind: 'wrong-url' })
  expect(await upload(base, newGif(501))).toMatchObject(FULL)
  await putFault(base, { kind: 'wrong-url' })
  expect(await upload(base, newGif(500))).toMatchObject({ status: 200 })
  expect(await upload(base, newGif(7))).toMatchObject(FULL)
})

test('a folder is measured again when it was deleted', async () => {
  const folder = await makeFolder()
  const base = await serveSandbox(folder, { ...ANY_DISK, limit: 1000 })
  await upload(base, newGif(1000))
  await rm(join(folder, 'sandbox'), { recursive: true })
  expect(await upload(base, newGif(1000))).toMatchObject({ status: 200 })
  expect(await upload(base, newGif(1000))).toMatchObject(FULL)
})

test('the folder is measured once for many uploads, and at most every 10 s before a rejection', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const folder = await makeFolder()
  const sharers = new StorageSharers(join(folder, 'processes'), join(folder, 'temporary'))
  const quota = new StorageQuota(folder, sharers, { limit: 1000, free: 0 })
  const measure = vi.spyOn(quota, 'measure')
  for (let count = 0; count < 100; count++) (await quota.reserve(10)).commit(10)
  expect(measure).toHaveBeenCalledTimes(1)
  await expect(quota.reserve(1)).rejects.toThrow('Empty the sandbox')
  expect(measure).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_001)
  // No file was written, so the measurement finds the folder empty.
  await expect(quota.reserve(1)).resolves.toBeDefined()
  expect(measure).toHaveBeenCalledTimes(2)
  const account = join(folder, '00000000-0000-0000-0000-000000000000')
  await mkdir(account)
  await writeFile(join(account, 'a.gif'), Buffer.alloc(1000))
  vi.advanceTimersByTime(10_001)
  await expect(quota.reserve(2000)).rejects.toThrow('Empty the sandbox')
  await expect(quota.reserve(1)).rejects.toThrow('Empty the sandbox')
  vi.useRealTimers()
})

test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])(
  'an upload gets a 507 error without a path when the disk reports %s',
  async (code) => {
    const folder = await makeFolder()
    const base = await serveSandbox(folder, ANY_DISK)
    const refusal = Object.assign(new Error(`${code}: write '${folder}'`), { code })
    const put = vi.spyOn(FileStore.prototype, 'put').mockRejectedValueOnce(refusal)
    onTestFinished(() => put.mockRestore())
    const response = await upload(base, newGif())
    expect(response).toMatchObject(FULL)
    expect(response.json?.message).toContain(code)
    expect(response.json?.message).not.toContain(folder)
    expect(await readdir(join(folder, 'sandbox/temporary'))).toEqual([])
    expect(await upload(base, newGif())).toMatchObject({ status: 200 })
  },
)

test('a reservation is released when it cannot be published', async () => {
  const folder = await makeFolder()
  const sharers = new StorageSharers(join(folder, 'processes'), join(folder, 'temporary'))
  const quota = new StorageQuota(folder, sharers, { limit: 1000, free: 0 })
  await quota.measure()
  const refusal = Object.assign(new Error('full'), { code: 'ENOSPC' })
  const publish = vi.spyOn(sharers, 'publish').mockReturnValueOnce(true)
  publish.mockImplementationOnce(() => {
    throw refusal
  })
  await expect(quota.reserve(1000)).rejects.toBe(refusal)
  await expect(quota.reserve(1000)).resolves.toBeDefined()
})

test('an upload to a full sandbox is not retried', async () => {
  const base = await serveSandbox(await makeFolder(), { ...ANY_DISK, limit: 1 })
  const { status, json } = await upload(base, newGif())
  const [code, message] = [String(json?.error), String(json?.message)]
  expect(isWorthRetrying({ kind: 'refused', status, code, message })).toBe(false)
})
