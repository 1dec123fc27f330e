import { describe, expect, test } from 'vitest'
import type { GatewayResponse, UploadedFile } from '../../core/api/contract.ts'
import { readBalance, readMe } from '../../core/api/v1/account-v1.ts'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { readUploaded } from '../../core/api/v1/send-v1.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/**
 * The published contract over real HTTP, against a sandbox. With `REFDROP_CONTRACT_URL` and
 * `VARG_API_KEY` it runs against a real gateway, which then stores some small files.
 */
const real = process.env.REFDROP_CONTRACT_URL?.replace(/\/+$/, '')
const realKey = process.env.VARG_API_KEY

interface Gateway {
  base: string
  key: string
}

async function reachGateway(): Promise<Gateway> {
  if (real === undefined) return { base: await serveSandbox(await makeFolder()), key: newKey() }
  if (!realKey) throw new Error('REFDROP_CONTRACT_URL needs VARG_API_KEY beside it.')
  return { base: real, key: realKey }
}

async function call(
  url: string,
  key: string | undefined,
  init: RequestInit = {},
): Promise<GatewayResponse> {
  const headers = new Headers(init.headers)
  if (key !== undefined) headers.set('Authorization', `Bearer ${key}`)
  const response = await fetch(url, { ...init, headers })
  const mediaType = response.headers.get('content-type') ?? ''
  return { status: response.status, mediaType, body: await response.text() }
}

function post({ base, key }: Gateway, body: Uint8Array, headers: Record<string, string> = {}) {
  const init = { method: 'POST', body: Buffer.from(body), headers }
  return call(base + ROUTES_1.send.path, key, {
    ...init,
    headers: { 'Content-Type': 'application/octet-stream', ...headers },
  })
}

async function upload(gateway: Gateway, body: Uint8Array, headers = {}): Promise<UploadedFile> {
  return readUploaded(await post(gateway, body, headers))
}

function expectError(
  { status, mediaType, body }: GatewayResponse,
  expected: number,
  error?: string,
) {
  expect(status).toBe(expected)
  expect(mediaType).toContain('application/json')
  const wire = JSON.parse(body)
  expect(wire).toMatchObject({ error: error ?? expect.any(String), message: expect.any(String) })
  return wire
}

describe('POST /v1/files', () => {
  test('accepts raw bytes and returns all six fields', async () => {
    const gif = newGif()
    const answer = await post(await reachGateway(), gif)
    expect(answer.status).toBe(200)
    expect(Object.keys(JSON.parse(answer.body)).sort()).toEqual(
      ['deduplicated', 'file_id', 'hash', 'media_type', 'size', 'url'].sort(),
    )
    expect(readUploaded(answer)).toMatchObject({
      hash: hashOf(gif),
      size: gif.byteLength,
      mediaType: 'image/gif',
      deduplicated: false,
    })
  })

  test('accepts the media type as Content-Type', async () => {
    const file = await upload(await reachGateway(), newGif(), { 'Content-Type': 'image/gif' })
    expect(file.mediaType).toBe('image/gif')
  })

  test('detects the media type by the bytes when the Content-Type differs', async () => {
    const file = await upload(await reachGateway(), newGif(), { 'Content-Type': 'video/mp4' })
    expect(file.mediaType).toBe('image/gif')
  })

  test('returns a stable, public URL that holds the content’s hash', async () => {
    const gif = newGif()
    const { url } = await upload(await reachGateway(), gif)
    expect(url).toContain(hashOf(gif).replace('sha256:', ''))
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('image/gif')
    expect(Buffer.from(await response.arrayBuffer()).equals(gif)).toBe(true)
  })

  test.each([
    ['with X-Content-Hash', true],
    ['without X-Content-Hash', false],
  ])('returns the existing file for the same content, %s', async (_, announces) => {
    const gateway = await reachGateway()
    const gif = newGif()
    const headers = announces ? { 'X-Content-Hash': hashOf(gif) } : {}
    const first = await upload(gateway, gif, headers)
    const second = await upload(gateway, gif, headers)
    expect(first.deduplicated).toBe(false)
    expect(second).toEqual({ ...first, deduplicated: true })
  })

  test('returns different files for different contents', async () => {
    const gateway = await reachGateway()
    const first = await upload(gateway, newGif())
    const second = await upload(gateway, newGif())
    expect(second.deduplicated).toBe(false)
    expect(second.fileId).not.toBe(first.fileId)
    expect(second.url).not.toBe(first.url)
  })

  test('rejects a body over the limit', async () => {
    expectError(await post(await reachGateway(), Buffer.alloc(SIZE_LIMIT + 1)), 413)
  })

  test.each([['varg_bad'], ['something'], [undefined]])('rejects the key %s', async (key) => {
    const { base } = await reachGateway()
    const answer = await call(base + ROUTES_1.send.path, key, { method: 'POST', body: 'GIF89a' })
    expectError(answer, 401, 'AuthError')
  })
})

describe.each([ROUTES_1.balance.path, ROUTES_1.me.path])('GET %s', (path) => {
  test.each([['varg_bad'], ['something'], [undefined]])('rejects the key %s', async (key) => {
    const { base } = await reachGateway()
    expectError(await call(base + path, key), 401, 'AuthError')
  })
})

test('GET /v1/balance returns the balance in cents', async () => {
  const { base, key } = await reachGateway()
  expect(
    readBalance(await call(base + ROUTES_1.balance.path, key)).balanceCents,
  ).toBeGreaterThanOrEqual(0)
})

// A real gateway may have no /v1/me and reject less, and these tests have one account there.
describe.skipIf(real !== undefined)('the sandbox', () => {
  test('returns the same account for the same key at GET /v1/me', async () => {
    const { base, key } = await reachGateway()
    const me = readMe(await call(base + ROUTES_1.me.path, key))
    expect(me).toMatchObject({ userId: expect.any(String), email: expect.stringMatching(/@/) })
    expect(readMe(await call(base + ROUTES_1.me.path, key))).toEqual(me)
    expect(readMe(await call(base + ROUTES_1.me.path, newKey())).userId).not.toBe(me.userId)
    expect(JSON.stringify(me)).not.toContain(key)
  })

  test('stores the same content separately for two accounts', async () => {
    const mine = await reachGateway()
    const theirs = { ...mine, key: newKey() }
    const gif = newGif()
    const first = await upload(mine, gif)
    const second = await upload(theirs, gif)
    expect(second.deduplicated).toBe(false)
    expect(second.url).not.toBe(first.url)
    expect(second.fileId).not.toBe(first.fileId)
    expect((await upload(mine, gif)).deduplicated).toBe(true)
    const { userId } = readMe(await call(mine.base + ROUTES_1.me.path, mine.key))
    expect(first.url).toContain(`/u/${userId}/`)
  })

  test.each([
    'sha256:abc',
    hashOf(Buffer.from('a')).toUpperCase(),
    hashOf(Buffer.from('a')).slice(7),
    '',
  ])('rejects the malformed hash “%s”', async (hash) => {
    const gateway = await reachGateway()
    const gif = newGif()
    const wire = expectError(await post(gateway, gif, { 'X-Content-Hash': hash }), 400)
    expect(wire).toMatchObject({ error: 'ValidationError', field: 'X-Content-Hash' })
    expect((await upload(gateway, gif)).deduplicated).toBe(false)
  })

  test('rejects a body that does not match its hash, and stores nothing', async () => {
    const gateway = await reachGateway()
    const gif = newGif()
    const headers = { 'X-Content-Hash': hashOf(Buffer.from('another')) }
    const wire = expectError(await post(gateway, gif, headers), 400)
    expect(wire).toMatchObject({ error: 'ValidationError', field: 'X-Content-Hash' })
    expect((await upload(gateway, gif)).deduplicated).toBe(false)
  })

  test.each([
    ['Content-Encoding', 'gzip'],
    ['Content-Encoding', 'br'],
    ['Content-Encoding', 'identity, deflate'],
    ['Content-Encoding', 'aws-chunked'],
    ['Content-Transfer-Encoding', 'base64'],
    ['Content-Type', 'multipart/form-data; boundary=a'],
    ['Content-Type', 'Multipart/Mixed'],
  ])('rejects a body with %s: %s, and stores nothing', async (name, value) => {
    const gateway = await reachGateway()
    const gif = newGif()
    const wire = expectError(await post(gateway, gif, { [name]: value }), 415)
    expect(wire).toMatchObject({ error: 'UnsupportedMediaTypeError', field: name, statusCode: 415 })
    expect(wire.message).toContain(value.split(';')[0])
    expect((await upload(gateway, gif)).deduplicated).toBe(false)
  })

  test.each([
    ['Content-Encoding', 'identity'],
    ['Content-Encoding', ''],
    ['Content-Transfer-Encoding', 'binary'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Type', 'application/gzip'],
    ['Content-Type', ''],
  ])('stores a body with %s: %s unchanged', async (name, value) => {
    const gif = newGif()
    const { hash } = await upload(await reachGateway(), gif, { [name]: value })
    expect(hash).toBe(hashOf(gif))
  })

  test('rejects an empty body', async () => {
    const wire = expectError(await post(await reachGateway(), Buffer.alloc(0)), 400)
    expect(wire).toMatchObject({ error: 'ValidationError', field: 'body' })
  })

  test('accepts a body of exactly the limit', async () => {
    const body = Buffer.alloc(SIZE_LIMIT, 'refdrop')
    const file = await upload(await reachGateway(), body, { 'X-Content-Hash': hashOf(body) })
    expect(file.size).toBe(SIZE_LIMIT)
  })

  test('reports the same content as new exactly once when it is uploaded many times at once', async () => {
    const gateway = await reachGateway()
    const body = newGif(300_000)
    const files = await Promise.all(Array.from({ length: 8 }, () => upload(gateway, body)))
    expect(files.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1)
    expect(new Set(files.map(({ url }) => url)).size).toBe(1)
  })

  test.each([
    ['GET', ROUTES_1.send.path, 405],
    ['POST', ROUTES_1.balance.path, 405],
    ['GET', '/v1/image', 405],
    ['GET', '/v1/images', 404],
    ['GET', '/v1/jobs', 404],
    ['DELETE', '/v1/jobs/1', 405],
    ['GET', '/v3/files', 404],
    ['GET', '/', 404],
    ['GET', '', 404],
    ['OPTIONS', ROUTES_1.send.path, 405],
  ])('responds to %s %s with %i as JSON', async (method, path, status) => {
    const { base, key } = await reachGateway()
    expectError(await call(base + path, key, { method }), status)
  })
})
