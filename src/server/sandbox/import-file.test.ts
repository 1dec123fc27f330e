import { expect, test } from 'vitest'
import { SIZE_LIMIT_2 } from '../../core/api/v2/limits-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { putFaults, readFaults } from '../testing/fault-plans.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { serveImports } from '../testing/import-server.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const GIF = newGif(3000)

/** A sandbox that imports from a network in which every public host has one GIF. */
async function serve(body = GIF, headers: Record<string, string | number> = {}) {
  const { importUrl, network } = await serveImports((_, response) => {
    response.writeHead(200, headers).end(body)
  })
  const base = await serveSandbox(await makeFolder(), { importUrl })
  return { base, network }
}

const caller = (base: string, key = newKey()) => ({
  key,
  post: (path: string, body: unknown) =>
    ask(base + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  get: (path: string) => ask(base + path, { headers: { Authorization: `Bearer ${key}` } }),
  send: (body: Uint8Array) =>
    ask(base + ROUTES_2.send.path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'X-Filename': 'sent.gif' },
      body,
    }),
})

const IMPORT = ROUTES_2.import.path
const PROBE = ROUTES_2.probe.path
const LIST = ROUTES_2.list.path

const entriesOf = ({ json }: TestResponse) => json?.data as Record<string, unknown>[]

test('a file at a public URL is stored and listed under the name in its URL', async () => {
  const { base, network } = await serve()
  const { post, get } = caller(base)
  const response = await post(IMPORT, { url: 'http://media.test/a/cat.gif?size=1' })
  expect(response).toMatchObject({
    status: 200,
    json: {
      file_id: expect.stringMatching(/^file_[0-9a-f]{8,}$/),
      hash: hashOf(GIF),
      size: 3000,
      media_type: 'image/gif',
      filename: 'cat.gif',
      title: null,
      subtitle: null,
      deduplicated: false,
    },
  })
  expect((await ask(String(response.json?.url))).bytes.equals(GIF)).toBe(true)
  expect(entriesOf(await get(LIST))).toMatchObject([{ filename: 'cat.gif', origin: 'upload' }])
  expect(await post(IMPORT, { url: 'http://media.test/other.gif' })).toMatchObject({
    json: { ...response.json, deduplicated: true },
  })
  expect(network.resolved).toEqual(['media.test', 'media.test'])
})

test('the sender may name the file, its type and its origin', async () => {
  const { base } = await serve()
  const { post, get } = caller(base)
  const asked = {
    url: 'http://media.test/cat.gif',
    filename: '../dusk.webp',
    media_type: 'image/webp',
    origin: 'generated',
    metadata: { width: 7, unknown: true },
    more: 1,
  }
  const { json } = await post(IMPORT, asked)
  expect(json).toMatchObject({ filename: 'dusk.webp', media_type: 'image/webp' })
  expect(json?.url).toMatch(/\.webp$/)
  const generated = await get(`${LIST}?kind=generated`)
  expect(entriesOf(generated)).toMatchObject([{ id: json?.file_id, origin: 'generated' }])
  expect(entriesOf(await get(`${LIST}?kind=upload`))).toEqual([])
})

test('a hash of the account’s content makes a fetch needless', async () => {
  const { base, network } = await serve()
  const { post, send } = caller(base)
  const { json } = await send(GIF)
  for (const hash of [hashOf(GIF), hashOf(GIF).slice(7).toUpperCase()]) {
    const response = await post(IMPORT, { url: 'http://media.test/cat.gif', hash })
    expect(response.json).toEqual({ ...json, deduplicated: true })
  }
  expect(network.resolved).toEqual([])
})

test('a file with another hash than announced is refused, and not stored', async () => {
  const { base } = await serve()
  const { post, get } = caller(base)
  const hash = hashOf(Buffer.from('other'))
  const response = await post(IMPORT, { url: 'http://media.test/cat.gif', hash })
  const error = { code: 'invalid_request', details: { field: 'hash' } }
  expect(response).toMatchObject({ status: 400, json: { error } })
  expect(entriesOf(await get(LIST))).toEqual([])
})

test('a URL of this sandbox is copied between accounts, and returns a deleted file', async () => {
  const { base, network } = await serve()
  const [mine, theirs] = [caller(base), caller(base)]
  const { json } = await theirs.send(GIF)
  const first = await mine.post(IMPORT, { url: json?.url })
  expect(first.json).toMatchObject({ hash: hashOf(GIF), filename: 'sent.gif', deduplicated: false })
  expect(first.json?.url).not.toBe(json?.url)
  expect(entriesOf(await mine.get(LIST))).toMatchObject([{ origin: 'generated' }])
  const own = await theirs.post(IMPORT, { url: json?.url })
  expect(own.json).toEqual({ ...json, deduplicated: true })
  expect(entriesOf(await theirs.get(LIST))).toMatchObject([{ origin: 'upload' }])
  const headers = { Authorization: `Bearer ${theirs.key}` }
  await ask(`${base}/v2/files/${json?.file_id}`, { method: 'DELETE', headers })
  expect((await theirs.post(IMPORT, { url: json?.url })).json).toEqual(json)
  const missing = String(json?.url).replace(/[0-9a-f]{64}/, '0'.repeat(64))
  expect(await mine.post(IMPORT, { url: missing })).toMatchObject({
    status: 502,
    json: { error: { code: 'fetch_failed', message: expect.stringContaining('no such file') } },
  })
  expect(network.resolved).toEqual([])
})

test('a URL of varg is listed where it is, and never fetched', async () => {
  const { base, network } = await serve()
  const { post, get, key } = caller(base)
  const url = 'https://s3.varg.ai/o/job_1.mp4'
  const metadata = { width: 1920, height: 1080, duration_ms: 5000 }
  const { json } = await post(IMPORT, { url, size: 9000, metadata })
  const facts = { url, media_type: 'video/mp4', filename: 'job_1.mp4', hash: null, metadata }
  expect(json).toEqual({
    ...facts,
    file_id: expect.stringMatching(/^file_/),
    size: 9000,
    title: null,
    subtitle: null,
    deduplicated: false,
  })
  const [entry] = entriesOf(await get(LIST))
  expect(entry).toMatchObject({ ...facts, id: json?.file_id, origin: 'generated' })
  expect((await get(`/v2/files/${json?.file_id}`)).json).toEqual(entry)
  expect((await post(IMPORT, { url })).json).toEqual({ ...json, deduplicated: true })
  expect(network.resolved).toEqual([])
  const headers = { Authorization: `Bearer ${key}` }
  const removed = await ask(`${base}/v2/files/${json?.file_id}`, { method: 'DELETE', headers })
  expect(removed.json).toEqual({ deleted: true })
  expect(entriesOf(await get(LIST))).toEqual([])
  expect((await post(IMPORT, { url })).json).toMatchObject({ deduplicated: false })
})

test('a URL of varg with a hash is found by it, until its bytes are uploaded', async () => {
  const { base } = await serve()
  const { post, get, send } = caller(base)
  const url = 'https://s3.varg.ai/files/acc_7/file_1'
  const { json } = await post(IMPORT, { url, hash: hashOf(GIF), filename: 'a', origin: 'upload' })
  expect(json).toMatchObject({
    hash: hashOf(GIF),
    size: null,
    media_type: 'application/octet-stream',
  })
  const check = `${ROUTES_2.ask.path}?hash=${hashOf(GIF)}`
  expect((await get(check)).json).toMatchObject({ exists: true, file: { url, size: null } })
  expect((await send(GIF)).json).toMatchObject({ file_id: json?.file_id, deduplicated: false })
  expect((await get(check)).json).toMatchObject({ exists: true, file: { size: 3000 } })
  expect(entriesOf(await get(LIST))).toHaveLength(1)
})

test.each([
  ['no JSON', '{"url"', 'invalid_json', undefined],
  ['a list', [], 'invalid_request', 'url'],
  ['a text', '"http://media.test/"', 'invalid_request', undefined],
  ['no URL', {}, 'invalid_request', 'url'],
  ['a path', { url: '/a.gif' }, 'invalid_request', 'url'],
  ['a file', { url: 'file:///etc/passwd' }, 'invalid_request', 'url'],
  ['data', { url: 'data:image/gif;base64,R0lGODlh' }, 'invalid_request', 'url'],
  ['a user', { url: 'http://a:b@media.test/' }, 'invalid_request', 'url'],
  ['a long URL', { url: `http://media.test/${'a'.repeat(8000)}` }, 'invalid_request', 'url'],
  ['a private address', { url: 'http://10.0.0.1/a.gif' }, 'invalid_request', 'url'],
  ['localhost', { url: 'http://localhost:1/a.gif' }, 'invalid_request', 'url'],
  ['a bad origin', { url: 'http://media.test/', origin: 'web' }, 'invalid_request', 'origin'],
  ['a bad hash', { url: 'http://media.test/', hash: 'md5:0' }, 'invalid_request', 'hash'],
  ['a bad size', { url: 'http://media.test/', size: -1 }, 'invalid_request', 'size'],
  ['a name of no text', { url: 'http://media.test/', filename: 1 }, 'invalid_request', 'filename'],
])('an import of %s is refused with 400', async (_, body, code, field) => {
  const { base } = await serve()
  const { status, json } = await caller(base).post(IMPORT, body)
  expect(status).toBe(400)
  expect(json).toEqual({
    error: {
      code,
      message: expect.stringMatching(/\.$/),
      details: field === undefined ? null : { field },
    },
  })
})

test.each([
  ['another status', Buffer.alloc(9), {}, 'http://nowhere.test/', 502, 'fetch_failed'],
  ['a page', Buffer.from('<!doctype html>'), {}, undefined, 415, 'unsupported_media_type'],
  [
    'too large a file',
    Buffer.alloc(9),
    { 'Content-Length': SIZE_LIMIT_2 + 1 },
    undefined,
    413,
    'file_too_large',
  ],
])('an import of %s is refused', async (_, body, headers, url, status, code) => {
  const { base } = await serve(body, headers)
  for (const path of [IMPORT, PROBE]) {
    const response = await caller(base).post(path, { url: url ?? 'http://media.test/a' })
    expect(response).toMatchObject({ status, json: { error: { code } } })
  }
})

test('a sandbox without an importer fetches nothing', async () => {
  const base = await serveSandbox(await makeFolder())
  const { post } = caller(base)
  for (const path of [IMPORT, PROBE]) {
    expect(await post(path, { url: 'http://media.test/a.gif' })).toMatchObject({
      status: 502,
      json: { error: { code: 'fetch_failed' } },
    })
  }
})

test('a full sandbox refuses an import with 507', async () => {
  const { importUrl } = await serveImports((_, response) => response.end(GIF))
  const base = await serveSandbox(await makeFolder(), { importUrl, limit: 2000 })
  const response = await caller(base).post(IMPORT, { url: 'http://media.test/a.gif' })
  expect(response).toMatchObject({ status: 507, json: { error: { code: 'SandboxFullError' } } })
})

test('flaws of uploads apply to imports, which meet no fault', async () => {
  const { base } = await serve()
  await putFaults(base, { flaws: ['missing-field'], next: [{ kind: 'answer', status: 500 }] })
  const { status, json } = await caller(base).post(IMPORT, { url: 'http://media.test/a.gif' })
  expect(status).toBe(200)
  expect(json).not.toHaveProperty('media_type')
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 0, faulted: 0, stored: 1 })
})

const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0', 'latin1')

test('a probe measures files of this sandbox and of others, and stores nothing', async () => {
  const { base, network } = await serve(PNG)
  const { post, send, get } = caller(base)
  const measured = {
    media_type: 'image/png',
    metadata: { width: 640, height: 480 },
    width: 640,
    height: 480,
    duration_ms: null,
    duration: null,
  }
  const foreign = 'http://media.test/a.png'
  expect((await post(PROBE, { url: foreign })).json).toEqual({ url: foreign, ...measured })
  expect(entriesOf(await get(LIST))).toEqual([])
  const { json } = await send(PNG)
  expect(json).toMatchObject({ metadata: { width: 640, height: 480 } })
  expect((await post(PROBE, { url: json?.url })).json).toEqual({ url: json?.url, ...measured })
  const varg = 'https://s3.varg.ai/a.mp3'
  expect((await post(PROBE, { url: varg })).json).toEqual({
    url: varg,
    ...measured,
    media_type: 'audio/mpeg',
    metadata: null,
    width: null,
    height: null,
  })
  expect(network.resolved).toEqual(['media.test'])
})

test.each([{}, { url: 1 }, { url: 'http://127.0.0.1/' }, '{'])(
  'a probe of %j is refused with 400',
  async (body) => {
    const { base } = await serve()
    expect(await caller(base).post(PROBE, body)).toMatchObject({ status: 400 })
  },
)
