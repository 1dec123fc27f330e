import { expect, test } from 'vitest'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { putFault, putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/** A sandbox with these flaws, and a function that uploads to it with one key. */
async function serveFlawed(...flaws: Flaw[]) {
  const base = await serveSandbox(await makeFolder())
  await putFaults(base, { flaws })
  const key = newKey()
  const send = (body: Uint8Array, headers: Record<string, string> = {}) =>
    ask(`${base}/v1/files`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, ...headers },
      body,
    })
  return { base, send }
}

function me(base: string, authorization?: string) {
  const headers = authorization === undefined ? {} : { Authorization: authorization }
  return ask(`${base}/v1/me`, { headers })
}

test('refuses-keys rejects every key in the documented shape', async () => {
  const { base, send } = await serveFlawed('refuses-keys')
  expect(await me(base, `Bearer ${newKey()}`)).toMatchObject({
    status: 401,
    json: { error: 'AuthError', message: expect.any(String), statusCode: 401 },
  })
  expect(await send(newGif())).toMatchObject({ status: 401 })
})

test('takes-any-key gives an account to every text, and good keys keep theirs', async () => {
  const { base } = await serveFlawed('takes-any-key')
  const key = newKey()
  const texts = [`Bearer ${key}`, 'Bearer varg_bad_key', 'Bearer a', 'Basic a', 'Bearer a b']
  const responses = await Promise.all(texts.map((text) => me(base, text)))
  expect(responses.map(({ status }) => status)).toEqual(texts.map(() => 200))
  expect(new Set(responses.map(({ json }) => json?.userId)).size).toBe(texts.length)
  expect(await me(base)).toMatchObject({ status: 401 })
  await putFaults(base, {})
  expect((await me(base, `Bearer ${key}`)).json).toEqual(responses[0]?.json)
})

test.each([
  ['a bad key', 401, {}, { Authorization: 'Bearer varg_bad' }],
  ['a malformed hash', 400, {}, { 'X-Content-Hash': 'sha256:0' }],
  ['another hash', 400, {}, { 'X-Content-Hash': hashOf(Buffer.from('other')) }],
  ['too large a body', 413, {}, { 'Content-Length': String(SIZE_LIMIT + 1) }],
])(
  'the sandbox omits error and message when odd-errors is set and it rejects %s',
  async (_, status, __, headers) => {
    const { base, send } = await serveFlawed('odd-errors')
    const response = send(Buffer.from('abc'), headers as Record<string, string>)
    expect(await response).toMatchObject({ status, json: { detail: expect.stringMatching(/\.$/) } })
    expect(Object.keys((await response).json ?? {})).toEqual(['detail'])
    await putFaults(base, {})
    const kept = await send(Buffer.from('abc'), headers as Record<string, string>)
    expect(kept).toMatchObject({ status, json: { error: expect.any(String) } })
  },
)

test('odd-errors keeps the shape of other responses', async () => {
  const { base, send } = await serveFlawed('odd-errors')
  await putFaults(base, { flaws: ['odd-errors'], rateLimit: { limit: 1, seconds: 3600 } })
  expect(await send(newGif())).toMatchObject({ status: 200, json: { size: 64 } })
  expect(await send(newGif())).toMatchObject({ status: 429, json: { error: 'RateLimitError' } })
})

test('missing-field omits media_type', async () => {
  const { send } = await serveFlawed('missing-field')
  const { status, json } = await send(newGif())
  expect(status).toBe(200)
  expect(Object.keys(json ?? {}).sort()).toEqual(
    ['deduplicated', 'file_id', 'hash', 'size', 'url'].sort(),
  )
})

test('other-hash returns the same other hash each time, and stores the file', async () => {
  const { send } = await serveFlawed('other-hash')
  const gif = newGif()
  const first = await send(gif, { 'X-Content-Hash': hashOf(gif) })
  expect(first).toMatchObject({ status: 200, json: { deduplicated: false } })
  expect(first.json?.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(first.json?.hash).not.toBe(hashOf(gif))
  expect((await ask(String(first.json?.url))).bytes).toEqual(gif)
  expect((await send(gif)).json).toEqual({ ...first.json, deduplicated: true })
})

test('other-size returns one byte more than the file has, and stores the file', async () => {
  const { send } = await serveFlawed('other-size')
  const gif = newGif()
  const first = await send(gif, { 'X-Content-Hash': hashOf(gif) })
  expect(first).toMatchObject({ status: 200, json: { size: 65, hash: hashOf(gif) } })
  expect((await ask(String(first.json?.url))).bytes).toEqual(gif)
  expect((await send(gif)).json).toEqual({ ...first.json, deduplicated: true })
})

test('never-deduplicates reports a known content as new, with the same URL', async () => {
  const { base, send } = await serveFlawed('never-deduplicates')
  const gif = newGif()
  const first = await send(gif)
  const second = await send(gif)
  expect(first.json).toMatchObject({ deduplicated: false })
  expect(second.json).toEqual(first.json)
  expect((await readFaults(base)).seen).toMatchObject({ accepted: 2, stored: 1 })
})

test('new-urls returns another URL for each upload, and each serves the file', async () => {
  const { send } = await serveFlawed('new-urls')
  const gif = newGif()
  const responses = [await send(gif), await send(gif), await send(gif)]
  expect(responses.map(({ json }) => json?.deduplicated)).toEqual([false, true, true])
  const urls = responses.map(({ json }) => String(json?.url))
  expect(new Set(urls).size).toBe(3)
  for (const url of urls) {
    const { status, headers, bytes } = await ask(url)
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/gif' })
    expect(bytes).toEqual(gif)
  }
})

test('needs-hash rejects an upload without a hash', async () => {
  const { send } = await serveFlawed('needs-hash')
  const gif = newGif()
  expect(await send(gif)).toMatchObject({
    status: 400,
    json: { error: 'ValidationError', field: 'X-Content-Hash' },
  })
  expect(await send(gif, { 'X-Content-Hash': hashOf(gif) })).toMatchObject({ status: 200 })
  expect(await send(gif, { 'X-Content-Hash': 'sha256:0' })).toMatchObject({ status: 400 })
})

/** Stores a small file before the flaws are set. */
async function servePublic(...flaws: Flaw[]) {
  const { base, send } = await serveFlawed()
  const gif = newGif()
  const url = String((await send(gif)).json?.url)
  await putFaults(base, { flaws })
  return { gif, url, base }
}

const FIRST_TWO = { Range: 'bytes=0-1' }

test('wrong-type serves public files as text', async () => {
  const { gif, url } = await servePublic('wrong-type')
  const { status, headers, bytes } = await ask(url)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/plain')
  expect(bytes).toEqual(gif)
})

test('wrong-bytes serves a file without its first byte, with matching headers', async () => {
  const { gif, url } = await servePublic('wrong-bytes')
  const { status, headers, bytes } = await ask(url)
  expect(status).toBe(200)
  expect(headers['content-length']).toBe('63')
  expect(headers['content-type']).toBe('image/gif')
  expect(bytes).toEqual(gif.subarray(1))
  expect(await ask(url, { headers: FIRST_TWO })).toMatchObject({
    status: 206,
    headers: { 'content-range': 'bytes 0-1/63' },
    bytes: gif.subarray(1, 3),
  })
})

test('wrong-bytes serves an empty body for a file of one byte and keeps the connection usable', async () => {
  const { base, send } = await serveFlawed('wrong-bytes')
  const { json } = await send(Buffer.from('a'))
  const response = await ask(String(json?.url))
  expect(response.headers['content-length']).toBe('0')
  expect(response.bytes).toHaveLength(0)
  expect(await readFaults(base)).toMatchObject({ seen: { uploads: 1 } })
})

test('no-ranges serves the whole file when a range is requested', async () => {
  const { gif, url } = await servePublic('no-ranges')
  const response = await ask(url, { headers: FIRST_TWO })
  expect(response).toMatchObject({ status: 200, bytes: gif })
  expect(response.headers).not.toHaveProperty('accept-ranges')
  expect(response.headers).not.toHaveProperty('content-range')
})

test.each(['wrong-type', 'wrong-bytes', 'no-ranges'] as const)(
  '%s forbids caching, and the file is correct once the flaw is removed',
  async (flaw) => {
    const { base, url, gif } = await servePublic()
    const right = await ask(url, { headers: FIRST_TWO })
    expect(right).toMatchObject({ status: 206, headers: { etag: expect.any(String) } })
    await putFaults(base, { flaws: [flaw] })
    const headers = { 'If-None-Match': String(right.headers.etag) }
    const wrong = await ask(url, { headers })
    expect(wrong).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    expect(wrong.headers).not.toHaveProperty('etag')
    expect(wrong.headers).not.toHaveProperty('last-modified')
    await putFaults(base, {})
    expect(await ask(url)).toMatchObject({ status: 200, bytes: gif })
  },
)

test.each([
  ['announced', { 'Content-Length': String(SIZE_LIMIT + 1) }],
  ['in chunks', { 'Transfer-Encoding': 'chunked' }],
])('takes-over-limit stores a body over the limit: %s', async (_, headers) => {
  const { send } = await serveFlawed('takes-over-limit')
  const body = Buffer.alloc(SIZE_LIMIT + 1)
  expect(await send(body, headers as Record<string, string>)).toMatchObject({
    status: 200,
    json: { size: SIZE_LIMIT + 1, hash: hashOf(body) },
  })
})

test('takes-any-hash ignores a malformed hash and still rejects a wrong one', async () => {
  const { send } = await serveFlawed('takes-any-hash')
  for (const hash of ['sha256:malformed', 'md5:0', '']) {
    expect(await send(newGif(), { 'X-Content-Hash': hash })).toMatchObject({ status: 200 })
  }
  const wrong = { 'X-Content-Hash': hashOf(Buffer.from('other')) }
  expect(await send(newGif(), wrong)).toMatchObject({ status: 400 })
})

test('takes-empty stores an empty file, which can be fetched', async () => {
  const { send } = await serveFlawed('takes-empty')
  const empty = Buffer.alloc(0)
  const response = await send(empty)
  expect(response).toMatchObject({ status: 200, json: { size: 0, hash: hashOf(empty) } })
  expect(await ask(String(response.json?.url))).toMatchObject({ status: 200, bytes: empty })
  expect((await send(empty)).json).toMatchObject({ deduplicated: true })
})

test('flaws persist, and combine with each other and with faults', async () => {
  const { base, send } = await serveFlawed('missing-field', 'other-hash', 'never-deduplicates')
  const gif = newGif()
  for (let uploads = 0; uploads < 3; uploads++) {
    const { json } = await send(gif)
    expect(json).toMatchObject({ deduplicated: false, size: 64 })
    expect(json).not.toHaveProperty('media_type')
    expect(json?.hash).not.toBe(hashOf(gif))
  }
  const flaws: Flaw[] = ['missing-field']
  await putFaults(base, { flaws, next: [{ kind: 'wrong-size' }] })
  const { json } = await send(gif)
  expect(json).toMatchObject({ size: 65 })
  expect(json).not.toHaveProperty('media_type')
  await putFault(base, { kind: 'wrong-size' })
  expect((await send(gif)).json).toHaveProperty('media_type')
})

test('the sandbox responds when every flaw is set', async () => {
  const { base } = await serveFlawed(...FLAWS)
  expect(await upload(base)).toMatchObject({ status: 400, json: { detail: expect.any(String) } })
})
