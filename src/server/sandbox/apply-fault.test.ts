import { readdir } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FaultCase } from '../../core/sandbox/faults.ts'
import { putFault, putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { serveProxy } from '../testing/proxy-server.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/** A timeout long enough for a slow machine. */
const SOME_TIME = { timeout: 10_000 }

/** Headers that keep a browser from running any response. */
const HARMLESS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const BROKEN = /ECONNRESET|EPIPE|hang up/

async function serve(): Promise<string> {
  return serveSandbox(await makeFolder())
}

/** Begins an upload of `length` bytes and sends the first of them. */
async function beginUpload(base: string, length: number, sent: Uint8Array): Promise<Socket> {
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  socket.on('error', () => {})
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, `Content-Length: ${length}`]
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  socket.write(sent)
  return socket
}

describe('the fault answer', () => {
  test.each([
    [500, 'InternalError'],
    [503, 'InternalError'],
    [429, 'RateLimitError'],
    [402, 'InsufficientBalanceError'],
  ])('sends status %i with the error %s', async (status, error) => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status })
    expect(await upload(base)).toMatchObject({
      status,
      json: { error, message: expect.any(String), statusCode: status },
    })
  })

  test('sends the given error in both shapes', async () => {
    const base = await serve()
    const said = { kind: 'answer', status: 422, error: 'Odd', message: 'How odd.' } as const
    await putFaults(base, { next: [said, { ...said, nested: true }] })
    expect((await upload(base)).json).toEqual({
      error: 'Odd',
      message: 'How odd.',
      statusCode: 422,
    })
    expect((await upload(base)).json).toEqual({
      error: { code: 'Odd', message: 'How odd.', details: null },
    })
  })

  test('sends any body and media type under the security headers of all responses', async () => {
    const base = await serve()
    const headers = { 'Retry-After': '7', 'content-type': 'text/html' }
    const body = '<half a ta'
    await putFault(base, { kind: 'answer', status: 200, body, mediaType: 'text/plain', headers })
    const response = await upload(base)
    expect(response).toMatchObject({ status: 200, headers: { 'retry-after': '7' } })
    expect(response.headers['content-type']).toBe('text/html')
    expect(response.headers).toMatchObject(HARMLESS)
    expect(response.bytes.toString()).toBe(body)
  })

  test.each([204, 304])('sends no body with status %i', async (status) => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status })
    expect(await upload(base)).toMatchObject({ status, json: undefined })
  })

  test('responds before the body when it is early, else after it', async () => {
    const base = await serve()
    const late = { kind: 'answer', status: 503 } as const
    await putFaults(base, { next: [{ ...late, early: true }, late] })
    const early = await beginUpload(base, 1_000_000, newGif())
    expect(await readResponse(early)).toMatchObject({
      status: 503,
      headers: { connection: 'close' },
    })
    const waiting = await beginUpload(base, 1_000_000, newGif())
    let received = ''
    waiting.on('data', (bytes) => {
      received += bytes
    })
    await ask(`${base}/faults`)
    expect(received).toBe('')
    waiting.write(Buffer.alloc(1_000_000 - 64))
    await expect.poll(() => received, SOME_TIME).toContain('503')
    waiting.destroy()
  })

  test('reaches a client that sends the whole body first when it is early', async () => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status: 503, early: true })
    const headers = { Authorization: `Bearer ${newKey()}` }
    const response = await uploadLikeBrowser(`${base}/v1/files`, Buffer.alloc(20_000_000), headers)
    expect(response).toMatchObject({ status: 503, json: { error: 'InternalError' } })
  })
})

test('the fault html sends a page under the security headers of all responses', async () => {
  const base = await serve()
  await putFault(base, { kind: 'html', status: 403 })
  const response = await upload(base)
  expect(response).toMatchObject({ status: 403, headers: HARMLESS })
  expect(response.headers['content-type']).toMatch(/^text\/html/)
  expect(response.bytes.toString()).toMatch(/^<!doctype html>.*<h1>/s)
})

describe('the fault break', () => {
  test.each([
    ['in the middle', 1_000_000],
    ['at the first bytes', 0],
    ['after the end of a shorter body', 1e9],
  ])('closes the connection without a response and stores nothing: %s', async (_, afterBytes) => {
    const folder = await makeFolder()
    const base = await serveSandbox(folder)
    await putFault(base, { kind: 'break', afterBytes })
    await expect(upload(base, { body: newGif(5_000_000) })).rejects.toThrow(BROKEN)
    expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
    expect(await upload(base)).toMatchObject({ status: 200 })
  })

  test('is applied once when the proxy sends the upload', async () => {
    const base = await serve()
    const proxy = await serveProxy(base)
    await upload(proxy)
    await putFaults(base, { next: [{ kind: 'break', afterBytes: 0 }] })
    expect(await upload(proxy)).toMatchObject({ status: 502, json: { error: 'ProxyError' } })
    expect((await readFaults(base)).seen).toMatchObject({ uploads: 1, faulted: 1 })
  })
})

test('the fault lost-answer stores the file, and the retry is deduplicated', async () => {
  const base = await serve()
  const body = newGif()
  const key = newKey()
  await putFault(base, { kind: 'lost-answer' })
  await expect(upload(base, { body, key })).rejects.toThrow(BROKEN)
  const { seen } = await readFaults(base)
  expect(seen).toEqual({ uploads: 1, accepted: 0, limited: 0, faulted: 1, stored: 1 })
  expect(await upload(base, { body, key })).toMatchObject({ json: { deduplicated: true } })
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 2, accepted: 1, stored: 1 })
})

describe('a fault that hangs', () => {
  test.each<[fault: FaultCase]>([
    [{ kind: 'silence' }],
    [{ kind: 'stall', afterBytes: 0 }],
    [{ kind: 'stall', afterBytes: 30 }],
    [{ kind: 'stall', afterBytes: 1e9 }],
  ])('ends with its client and blocks no other upload: %j', async (fault) => {
    const ended: string[] = []
    const onEnd = (path: string) => ended.push(path)
    const base = await serveSandbox(await makeFolder(), { onEnd })
    await putFault(base, fault)
    const socket = await beginUpload(base, 64, newGif(64))
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
    })
    await expect.poll(async () => (await readFaults(base)).seen.faulted).toBe(1)
    expect(await upload(base)).toMatchObject({ status: 200 })
    expect(ended.filter((path) => path === '/v1/files')).toHaveLength(1)
    expect(received).toBe('')
    socket.destroy()
    await expect.poll(() => ended.filter((path) => path === '/v1/files').length, SOME_TIME).toBe(2)
    expect((await readFaults(base)).seen).toMatchObject({ stored: 1, accepted: 1 })
  })

  test.each<[fault: FaultCase]>([[{ kind: 'silence' }], [{ kind: 'stall', afterBytes: 50 }]])(
    'ends with its client in the middle of the body: %j',
    async (fault) => {
      const ended: string[] = []
      const base = await serveSandbox(await makeFolder(), { onEnd: (path) => ended.push(path) })
      await putFault(base, fault)
      const socket = await beginUpload(base, 1_000_000, newGif(100))
      await expect.poll(async () => (await readFaults(base)).seen.faulted).toBe(1)
      socket.destroy()
      await expect.poll(() => ended, SOME_TIME).toContain('/v1/files')
    },
  )
})

describe('the fault stall', () => {
  const LENGTH = 50_000_000

  /** Sends until the socket accepts no more bytes. The result returns how many were accepted. */
  function pump(socket: Socket): () => number {
    const piece = Buffer.alloc(50_000)
    let taken = 0
    const send = () =>
      socket.write(piece, (error) => {
        if (error) return
        taken += piece.length
        if (taken < LENGTH) send()
      })
    send()
    return () => taken
  }

  test('stops reading after the given bytes', async () => {
    const base = await serve()
    await putFault(base, { kind: 'stall', afterBytes: 100_000 })
    const taken = pump(await beginUpload(base, LENGTH, Buffer.alloc(0)))
    let before = 0
    const standsStill = () => {
      const now = taken()
      const stands = now > 100_000 && now === before
      before = now
      return stands
    }
    await expect.poll(standsStill, { interval: 300, ...SOME_TIME }).toBe(true)
    expect(taken()).toBeLessThan(LENGTH)
  })

  test('reads the rest after a while, so that it notices when the client disconnects', async () => {
    const ended: string[] = []
    const onEnd = (path: string) => ended.push(path)
    const base = await serveSandbox(await makeFolder(), { onEnd, stallDuration: 500 })
    await putFault(base, { kind: 'stall', afterBytes: 0 })
    const gone = await beginUpload(base, LENGTH, Buffer.alloc(0))
    const taken = pump(gone)
    await expect.poll(taken, SOME_TIME).toBeGreaterThan(100_000)
    gone.destroy()
    await expect.poll(() => ended, SOME_TIME).toContain('/v1/files')
    await putFault(base, { kind: 'stall', afterBytes: 0 })
    const waiting = await beginUpload(base, LENGTH, Buffer.alloc(0))
    await expect.poll(pump(waiting), SOME_TIME).toBe(LENGTH)
    waiting.destroy()
    await expect.poll(() => ended.filter((path) => path === '/v1/files').length).toBe(2)
  })
})

describe('a fault with a wrong response', () => {
  test.each(['wrong-hash', 'wrong-size'] as const)(
    '%s reports a file that is not stored',
    async (kind) => {
      const base = await serve()
      const body = newGif()
      const key = newKey()
      await putFault(base, { kind })
      const wrong = await upload(base, { body, key })
      expect((await readFaults(base)).seen).toMatchObject({ faulted: 1, accepted: 1, stored: 0 })
      const right = await upload(base, { body, key })
      expect(right).toMatchObject({ status: 200, json: { deduplicated: false } })
      const field = kind === 'wrong-hash' ? 'hash' : 'size'
      const { [field]: reported, ...others } = wrong.json ?? {}
      expect(right.json).toMatchObject(others)
      expect(typeof reported).toBe(typeof right.json?.[field])
      expect(reported).not.toBe(right.json?.[field])
    },
  )

  test('wrong-url returns a URL with other bytes of the same size and type', async () => {
    const folder = await makeFolder()
    const base = await serveSandbox(folder)
    const body = newGif()
    const key = newKey()
    const next = [{ kind: 'wrong-url', times: 2 }] as const
    await putFaults(base, { next: [...next] })
    for (const deduplicated of [false, true]) {
      const { json } = await upload(base, { body, key })
      expect(json).toMatchObject({ hash: hashOf(body), size: body.length, deduplicated })
      const url = String(json?.url)
      expect(url).toContain(hashOf(body).slice(7))
      const fetched = await ask(url)
      expect(fetched).toMatchObject({ status: 200, headers: { 'content-type': 'image/gif' } })
      expect(fetched.bytes).toHaveLength(body.length)
      expect(hashOf(fetched.bytes)).not.toBe(hashOf(body))
    }
    const { json } = await upload(base, { body, key })
    expect((await ask(String(json?.url))).bytes.equals(body)).toBe(true)
    expect(await readdir(join(folder, 'sandbox', 'temporary'))).toEqual([])
  })

  test.each(['wrong-hash', 'wrong-size', 'wrong-url'] as const)(
    '%s keeps the error response of an invalid upload',
    async (kind) => {
      const folder = await makeFolder()
      const base = await serveSandbox(folder)
      await putFault(base, { kind })
      const response = await upload(base, { body: Buffer.alloc(0) })
      expect(response).toMatchObject({ status: 400, json: { field: 'body' } })
      expect(await readdir(join(folder, 'sandbox', 'temporary'))).toEqual([])
    },
  )
})
