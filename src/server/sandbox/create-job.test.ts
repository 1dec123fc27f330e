import { expect, test } from 'vitest'
import { putFaults, readFaults, upload } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse, type TestResponse } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const IMAGE = { model: 'nano-banana-pro', prompt: '@image1 at dusk' }

async function serve(): Promise<string> {
  return serveSandbox(await makeFolder())
}

function post(url: string, body: unknown, key = newKey()): Promise<TestResponse> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return ask(url, { method: 'POST', headers: { Authorization: `Bearer ${key}` }, body: text })
}

function get(url: string, key: string): Promise<TestResponse> {
  return ask(url, { headers: { Authorization: `Bearer ${key}` } })
}

test.each([
  ['/v1/image', IMAGE],
  ['/v1/image', { ...IMAGE, files: [{ url: 'https://gateway.invalid/a.png' }], seed: 7 }],
  ['/v1/image/', IMAGE],
  ['/v1/image?trace=1', IMAGE],
  ['/v1/image/?trace=1', IMAGE],
  ['/v1/video', { ...IMAGE, model: 'kling-v3', duration: 5, aspect_ratio: '16:9' }],
  [
    '/v1/video',
    {
      model: 'sync-v2-pro',
      prompt: '',
      files: [{ url: 'https://gateway.invalid/a.mp4' }, { url: 'https://gateway.invalid/b.wav' }],
    },
  ],
  ['/v1/transcription', { model: 'whisper', audio_url: 'https://gateway.invalid/a.mp3' }],
])('POST %s creates a job, which is failed when it is requested: %j', async (path, body) => {
  const base = await serve()
  const key = newKey()
  const response = await post(base + path, body, key)
  expect(response.status).toBe(202)
  expect(response.json).toEqual({
    job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    status: 'queued',
    model: body.model,
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    cache: { hit: false },
    message: expect.stringContaining('generates nothing'),
  })
  const later = await get(`${base}/v1/jobs/${response.json?.job_id}`, key)
  const end = { status: 'failed', error: expect.stringContaining('generates nothing') }
  expect(later).toMatchObject({ status: 200, json: { ...response.json, ...end } })
})

test('a job is returned to its own account only, and an unknown job gets 404', async () => {
  const base = await serve()
  const mine = newKey()
  const { json } = await post(`${base}/v1/image`, IMAGE, mine)
  for (const [path, key] of [
    [`/v1/jobs/${json?.job_id}`, newKey()],
    ['/v1/jobs/', mine],
    ['/v1/jobs/else', mine],
    [`/v1/jobs/${json?.job_id}/stream`, mine],
  ] as const) {
    const response = await get(base + path, key)
    expect(response).toMatchObject({ status: 404, json: { error: 'NotFoundError' } })
  }
})

test('the oldest job is removed when there are more than 1000', async () => {
  const base = await serve()
  const key = newKey()
  const take = async () => String((await post(`${base}/v1/image`, IMAGE, key)).json?.job_id)
  const [first, second] = [await take(), await take()]
  for (let taken = 2; taken <= 1000; taken += 1) await take()
  expect(await get(`${base}/v1/jobs/${first}`, key)).toMatchObject({ status: 404 })
  expect(await get(`${base}/v1/jobs/${second}`, key)).toMatchObject({ status: 200 })
})

test.each([
  ['/v1/image', '{"model"', undefined],
  ['/v1/image', '', undefined],
  ['/v1/image', { prompt: 'a' }, 'model'],
  ['/v1/video', { model: 'kling-v3' }, 'prompt'],
  ['/v1/video', { ...IMAGE, files: [{ url: '/a.png' }] }, 'files.0.url'],
  ['/v1/video', { model: 'sync-v2-pro', prompt: '', files: [] }, 'files'],
  ['/v1/video', { ...IMAGE, model: 'kling-v3', duration: 2 }, 'duration'],
  ['/v1/transcription', { model: 'whisper' }, 'audio_url'],
])('POST %s rejects %j in the shape of the contract', async (path, body, field) => {
  const { status, json } = await post((await serve()) + path, body)
  expect(status).toBe(400)
  expect(json).toEqual({
    error: 'ValidationError',
    message: expect.stringMatching(/\.$/),
    statusCode: 400,
    ...(field !== undefined && { field }),
  })
})

test('GET is rejected with 405 and the allowed method', async () => {
  const response = await get(`${await serve()}/v1/image`, newKey())
  expect(response).toMatchObject({ status: 405, headers: { allow: 'POST' } })
})

test.each(['varg_bad', 'nonsense'])('the key %s is rejected', async (key) => {
  const base = await serve()
  const refused = { status: 401, json: { error: 'AuthError' } }
  expect(await post(`${base}/v1/image`, IMAGE, key)).toMatchObject(refused)
  expect(await get(`${base}/v1/jobs/1`, key)).toMatchObject(refused)
})

/** A request of exactly this length. */
function sized(bytes: number): string {
  const empty = JSON.stringify({ ...IMAGE, prompt: '' }).length
  return JSON.stringify({ ...IMAGE, prompt: 'p'.repeat(bytes - empty) })
}

test.each([
  ['with Content-Length', false],
  ['in chunks', true],
])('a request over 1 MiB is rejected with 413 when it is sent %s', async (_, chunked) => {
  const base = await serve()
  const headers: Record<string, string> = { Authorization: `Bearer ${newKey()}` }
  if (chunked) headers['Transfer-Encoding'] = 'chunked'
  const send = (bytes: number) =>
    ask(`${base}/v1/image`, { method: 'POST', headers, body: sized(bytes) })
  expect(await send(1_048_576)).toMatchObject({ status: 202 })
  const response = await send(1_048_577)
  expect(response).toMatchObject({ status: 413, json: { error: 'PayloadTooLargeError' } })
})

test('a request is rejected before its body when its Content-Length is too large', async () => {
  const { hostname, port, host } = new URL(await serve())
  const socket = await openSocket(Number(port), hostname)
  const lines = [
    'POST /sandbox/v1/image HTTP/1.1',
    `Host: ${host}`,
    `Authorization: Bearer ${newKey()}`,
    'Expect: 100-continue',
    'Content-Length: 1048577',
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  expect(await readResponse(socket)).toMatchObject({ status: 413 })
})

test('requests count towards the rate limit and consume no fault', async () => {
  const base = await serve()
  const key = newKey()
  await putFaults(base, {
    rateLimit: { limit: 1, seconds: 3600 },
    next: [{ kind: 'answer', status: 500 }],
  })
  expect(await post(`${base}/v1/image`, IMAGE, key)).toMatchObject({ status: 202 })
  expect(await post(`${base}/v1/image`, IMAGE, key)).toMatchObject({ status: 429 })
  expect((await readFaults(base)).seen).toMatchObject({ uploads: 0, limited: 0, faulted: 0 })
  expect(await upload(base)).toMatchObject({ status: 500 })
})

/** Uploads a file to a new sandbox. */
async function put(): Promise<{ base: string; url: string }> {
  const base = await serve()
  const { json } = await upload(base, { body: newGif() })
  return { base, url: String(json?.url) }
}

function requestWith(base: string, url: string): Promise<TestResponse> {
  return post(`${base}/v1/image`, {
    ...IMAGE,
    files: [{ url: 'https://a.invalid/a.png' }, { url }],
  })
}

test.each<[what: string, change: (url: string) => string]>([
  ['unchanged', (url) => url],
  ['by another name of this machine', (url) => url.replace('127.0.0.1', 'localhost')],
  ['by its IPv6 address', (url) => url.replace('127.0.0.1', '[::1]')],
  ['with a fragment', (url) => `${url}#a`],
  ['a missing file at another port', (url) => url.replace(/:\d+\/.*/, ':9/sandbox/u/a.png')],
  ['a missing file at another host', (url) => `https://gateway.invalid${new URL(url).pathname}x`],
  ['outside the sandbox', (url) => `${new URL(url).origin}/api/fetched`],
])('a request accepts the URL of a file: %s', async (_, change) => {
  const { base, url } = await put()
  expect(await requestWith(base, change(url))).toMatchObject({ status: 202 })
})

test.each<[what: string, change: (url: string) => string]>([
  ['another hash', (url) => url.replace(/[0-9a-f]{64}/, '0'.repeat(64))],
  [
    'another hash at localhost',
    (url) => url.replace('127.0.0.1', 'localhost').replace(/[0-9a-f]{64}/, '0'.repeat(64)),
  ],
  ['another extension', (url) => url.replace('.gif', '.png')],
  ['a query', (url) => `${url}?a`],
  ['a parent folder', (url) => url.replace(/\/u\/.*/, '/u/../etc/passwd')],
  ['an endpoint', (url) => url.replace(/\/u\/.*/, '/v1/files')],
])('a request names the field and URL of a missing file: %s', async (_, change) => {
  const { base, url } = await put()
  const asked = change(url)
  const { status, json } = await requestWith(base, asked)
  expect(status).toBe(400)
  expect(json).toMatchObject({ error: 'ValidationError', field: 'files.1.url' })
  expect(json?.message).toContain('there is no such file')
  expect(json?.message).toContain(asked)
})

test('a request ends when its client disconnects during the body', async () => {
  const ended: string[] = []
  const base = await serveSandbox(await makeFolder(), { onEnd: (path) => ended.push(path) })
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  const lines = [`Host: ${host}`, `Authorization: Bearer ${newKey()}`, 'Content-Length: 60']
  socket.write(`POST /sandbox/v1/image HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{"model"`)
  await ask(`${base}/faults`)
  socket.destroy()
  await expect.poll(() => ended, { timeout: 10_000 }).toContain('/v1/image')
})
