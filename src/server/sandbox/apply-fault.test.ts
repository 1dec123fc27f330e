import { readdir } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FaultCase } from '../../core/sandbox/faults.ts'
import { putFault, putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { serveProxy } from '../testing/proxy-server.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/** For what must happen some time, also on a slow machine. */
const SOME_TIME = { timeout: 10_000 }

/** Keeps a response data, whatever its body and media type say. */
const HARMLESS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const BROKEN = /ECONNRESET|EPIPE|hang up/

async function serve(): Promise<string> {
  return serveSandbox(await makeFolder())
}

/** Begins an upload of so many bytes and sends the first of them. */
async function beginUpload(base: string, length: number, sent: Uint8Array): Promise<Socket> {
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  socket.on('error', () => {})
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, `Content-Length: ${length}`]
  socket.write(`POST /sandbox/v1/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  socket.write(sent)
  return socket
}

describe('answer', () => {
  test.each([
    [500, 'InternalError'],
    [503, 'InternalError'],
    [429, 'RateLimitError'],
    [402, 'InsufficientBalanceError'],
  ])('%i has an error of its kind', async (status, error) => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status })
    expect(await upload(base)).toMatchObject({
      status,
      json: { error, message: expect.any(String), statusCode: status },
    })
  })

  test('says what it is told to, in either shape', async () => {
    const base = await serve()
    const said = { kind: 'answer', status: 422, error: 'Odd', message: 'How odd.' } as const
    await putFaults(base, { next: [said, { ...said, nested: true }] })
    expect((await upload(base)).json).toEqual({
      error: 'Odd',
      message: 'How odd.',
      statusCode: 422,
    })
    expect((await upload(base)).json).toEqual({ error: { code: 'Odd', message: 'How odd.' } })
  })

  test('may be any body, but stays under the policy of all responses', async () => {
    const base = await serve()
    const headers = { 'Retry-After': '7', 'content-type': 'text/html' }
    const body = '<half a ta'
    await putFault(base, { kind: 'answer', status: 200, body, mediaType: 'text/plain', headers })
    const seen = await upload(base)
    expect(seen).toMatchObject({ status: 200, headers: { 'retry-after': '7' } })
    expect(seen.headers['content-type']).toBe('text/html')
    expect(seen.headers).toMatchObject(HARMLESS)
    expect(seen.bytes.toString()).toBe(body)
  })

  test.each([204, 304])('%i has no body', async (status) => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status })
    expect(await upload(base)).toMatchObject({ status, json: undefined })
  })

  test('comes after the body, or before it', async () => {
    const base = await serve()
    const late = { kind: 'answer', status: 503 } as const
    await putFaults(base, { next: [{ ...late, early: true }, late] })
    const early = await beginUpload(base, 1_000_000, newGif())
    expect(await readResponse(early)).toMatchObject({
      status: 503,
      headers: { connection: 'close' },
    })
    const patient = await beginUpload(base, 1_000_000, newGif())
    let answered = ''
    patient.on('data', (bytes) => {
      answered += bytes
    })
    await ask(`${base}/faults`)
    expect(answered).toBe('')
    patient.write(Buffer.alloc(1_000_000 - 64))
    await expect.poll(() => answered, SOME_TIME).toContain('503')
    patient.destroy()
  })

  test('before the body reaches who sends all of it first', async () => {
    const base = await serve()
    await putFault(base, { kind: 'answer', status: 503, early: true })
    const headers = { Authorization: `Bearer ${newKey()}` }
    const seen = await uploadLikeBrowser(`${base}/v1/files`, Buffer.alloc(20_000_000), headers)
    expect(seen).toMatchObject({ status: 503, json: { error: 'InternalError' } })
  })
})

test('html is a page, and no page of ours', async () => {
  const base = await serve()
  await putFault(base, { kind: 'html', status: 403 })
  const seen = await upload(base)
  expect(seen).toMatchObject({ status: 403, headers: HARMLESS })
  expect(seen.headers['content-type']).toMatch(/^text\/html/)
  expect(seen.bytes.toString()).toMatch(/^<!doctype html>.*<h1>/s)
})

describe('break', () => {
  test.each([
    ['in the middle', 1_000_000],
    ['at the first bytes', 0],
    ['at the end of what is shorter', 1e9],
  ])('%s closes the connection without an answer and keeps nothing', async (_, afterBytes) => {
    const folder = await makeFolder()
    const base = await serveSandbox(folder)
    await putFault(base, { kind: 'break', afterBytes })
    await expect(upload(base, { body: newGif(5_000_000) })).rejects.toThrow(BROKEN)
    expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
    expect(await upload(base)).toMatchObject({ status: 200 })
  })

  test('behind the proxy costs one fault, not two', async () => {
    const base = await serve()
    const proxy = await serveProxy(base)
    await upload(proxy)
    await putFaults(base, { next: [{ kind: 'break', afterBytes: 0 }] })
    expect(await upload(proxy)).toMatchObject({ status: 502, json: { error: 'ProxyError' } })
    expect((await readFaults(base)).seen).toMatchObject({ uploads: 1, faulted: 1 })
  })
})

test('lost-answer keeps the file once, and the repeat is told so', async () => {
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

describe('what hangs ends with its client, and holds up nobody else', () => {
  test.each<[fault: FaultCase]>([
    [{ kind: 'silence' }],
    [{ kind: 'stall', afterBytes: 0 }],
    [{ kind: 'stall', afterBytes: 30 }],
    [{ kind: 'stall', afterBytes: 1e9 }],
  ])('%j', async (fault) => {
    const ended: string[] = []
    const onEnd = (path: string) => ended.push(path)
    const base = await serveSandbox(await makeFolder(), { onEnd })
    await putFault(base, fault)
    const socket = await beginUpload(base, 64, newGif(64))
    let answered = ''
    socket.on('data', (bytes) => {
      answered += bytes
    })
    await expect.poll(async () => (await readFaults(base)).seen.faulted).toBe(1)
    expect(await upload(base)).toMatchObject({ status: 200 })
    expect(ended.filter((path) => path === '/v1/files')).toHaveLength(1)
    expect(answered).toBe('')
    socket.destroy()
    await expect.poll(() => ended.filter((path) => path === '/v1/files').length, SOME_TIME).toBe(2)
    expect((await readFaults(base)).seen).toMatchObject({ stored: 1, accepted: 1 })
  })

  test.each<[fault: FaultCase]>([[{ kind: 'silence' }], [{ kind: 'stall', afterBytes: 50 }]])(
    '%j in the middle of the body',
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

describe('stall', () => {
  const LENGTH = 50_000_000

  /** Sends until nobody takes any more. The function tells how many bytes were taken. */
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

  test('takes no more bytes after some', async () => {
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

  test('takes the rest in the end, for else it cannot see its client go', async () => {
    const ended: string[] = []
    const onEnd = (path: string) => ended.push(path)
    const base = await serveSandbox(await makeFolder(), { onEnd, stillness: 500 })
    await putFault(base, { kind: 'stall', afterBytes: 0 })
    const gone = await beginUpload(base, LENGTH, Buffer.alloc(0))
    const taken = pump(gone)
    await expect.poll(taken, SOME_TIME).toBeGreaterThan(100_000)
    gone.destroy()
    await expect.poll(() => ended, SOME_TIME).toContain('/v1/files')
    await putFault(base, { kind: 'stall', afterBytes: 0 })
    const patient = await beginUpload(base, LENGTH, Buffer.alloc(0))
    await expect.poll(pump(patient), SOME_TIME).toBe(LENGTH)
    patient.destroy()
    await expect.poll(() => ended.filter((path) => path === '/v1/files').length).toBe(2)
  })
})

describe('wrong answers', () => {
  test.each(['wrong-hash', 'wrong-size'] as const)(
    '%s is told of what is not kept',
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

  test('wrong-url leads to other bytes of the same size and type', async () => {
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
    '%s of what is refused anyway is the refusal',
    async (kind) => {
      const folder = await makeFolder()
      const base = await serveSandbox(folder)
      await putFault(base, { kind })
      const seen = await upload(base, { body: Buffer.alloc(0) })
      expect(seen).toMatchObject({ status: 400, json: { field: 'body' } })
      expect(await readdir(join(folder, 'sandbox', 'temporary'))).toEqual([])
    },
  )
})
