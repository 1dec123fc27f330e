import { expect, test } from 'vitest'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { GET_JOB } from '../../core/api/v2/jobs-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { putFaults } from '../testing/fault-plans.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const IMAGE = { model: 'nano_banana_pro', prompt: 'a cat at dusk' }
const MP4 = 'https://gateway.invalid/a.mp4'
const WAV = 'https://gateway.invalid/a.wav'

async function open() {
  const base = await serveSandbox(await makeFolder())
  return { base, ...callerOf(base) }
}

function callerOf(base: string, key = newKey()) {
  const authorization = { Authorization: `Bearer ${key}` }
  return {
    get: (path: string) => ask(base + path, { headers: authorization }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(base + path, {
        method: 'POST',
        headers: { ...authorization, ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
  }
}

const idOf = ({ json }: TestResponse) => String(json?.id)

const NULLS = {
  output: null,
  error: null,
  progress_message: null,
  progress_metadata: null,
  estimated_duration_ms: null,
  actual_cost_cents: null,
  provider_status: null,
  provider_job_id: null,
  started_at: null,
  completed_at: null,
}

test.each([
  [ROUTES_2.image.path, 'image', IMAGE],
  [ROUTES_2.image.path, 'image', { model: 'any model' }],
  [ROUTES_2.image.path, 'image', { ...IMAGE, provider_options: { fal: { seed: 1 }, nobody: {} } }],
  [ROUTES_2.image.path, 'image', { ...IMAGE, options: { webhook_url: 'https://a.invalid/' } }],
  [ROUTES_2.video.path, 'video', { model: 'kling_v3', prompt: 'a', duration: 'auto' }],
  [ROUTES_2.video.path, 'video', { model: 'sync_v2_pro', files: [{ url: MP4 }, { url: WAV }] }],
  [ROUTES_2.transcription.path, 'transcription', { model: 'whisper', audio_url: WAV }],
])('POST %s makes a job of the tool %s: %j', async (path, tool, body) => {
  const { base, post, get } = await open()
  const response = await post(path, body)
  expect(response.status).toBe(202)
  const id = idOf(response)
  expect(id).toMatch(/^job_[0-9a-f]{16}$/)
  const call = (name: string) => `${base}/v2/jobs/${id}${name}`
  expect(response.json).toEqual({
    ...NULLS,
    id,
    status: 'queued',
    tool,
    input: body,
    progress: 0,
    estimated_cost_cents: 0,
    provider: 'sandbox',
    provider_model: body.model,
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    pricing: {
      estimated: 0,
      actual: null,
      billing: null,
      cached: false,
      billed_units: null,
      pricing_id: null,
    },
    urls: {
      self: call(''),
      status: call('/status'),
      refresh: call('/refresh'),
      cancel: call('/cancel'),
      retry: call('/retry'),
    },
  })
  expect(response.headers).toMatchObject({
    'x-ratelimit-limit': '60',
    'x-ratelimit-remaining': '59',
    'x-ratelimit-reset': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/),
  })
  const later = await get(`/v2/jobs/${id}`)
  expect(later).toMatchObject({
    status: 200,
    json: {
      id,
      status: 'failed',
      output: null,
      error: { code: 'sandbox', message: expect.stringContaining('generates nothing') },
      completed_at: expect.any(String),
    },
  })
  expect(later.json).not.toHaveProperty('urls')
  expect((await get(`/v2/jobs/${id}/status`)).json).toMatchObject({ id, status: 'failed' })
  for (const name of ['refresh', 'cancel', 'retry']) {
    const refused = await post(`/v2/jobs/${id}/${name}`, '')
    expect(refused).toMatchObject({ status: 409, json: { error: { code: 'conflict' } } })
  }
})

test.each([
  ['{"model"', 400, 'invalid_json', undefined],
  ['', 400, 'invalid_json', undefined],
  [[], 422, 'invalid_request', 'model'],
  [{ prompt: 'a' }, 422, 'invalid_request', 'model'],
  [{ model: ' ' }, 422, 'invalid_request', 'model'],
  [{ ...IMAGE, prompt: 'a'.repeat(2001) }, 422, 'invalid_request', 'prompt'],
  [{ ...IMAGE, prompt: 7 }, 422, 'invalid_request', 'prompt'],
  [{ ...IMAGE, files: Array(11).fill({ url: MP4 }) }, 422, 'invalid_request', 'files'],
  [{ ...IMAGE, files: [{ url: 'a.png' }] }, 422, 'invalid_request', 'files.0.url'],
  [{ ...IMAGE, duration: 0 }, 422, 'invalid_request', 'duration'],
  [{ ...IMAGE, duration: 121 }, 422, 'invalid_request', 'duration'],
  [{ model: 'sync_v2_pro' }, 422, 'invalid_request', 'files'],
  [{ ...IMAGE, provider_options: { fal: 1 } }, 422, 'invalid_request', 'provider_options.fal'],
  [
    { ...IMAGE, options: { webhook_url: 'http://a.invalid/' } },
    422,
    'invalid_request',
    'options.webhook_url',
  ],
  [{ model: 'sandbox-echo' }, 422, 'invalid_request', 'files'],
  [{ ...IMAGE, workspace_id: 'cats' }, 404, 'not_found', undefined],
])('POST /v2/video refuses %j with %i %s', async (body, status, code, field) => {
  const response = await (await open()).post(ROUTES_2.video.path, body)
  expect(response.status).toBe(status)
  expect(response.json).toEqual({
    error: {
      code,
      message: expect.stringMatching(/\.$/),
      details: field === undefined ? null : { field },
    },
  })
})

test('a file that this sandbox does not have is refused with its field', async () => {
  const { base, post } = await open()
  const url = `${base}/u/cat.gif`
  const response = await post(ROUTES_2.image.path, { ...IMAGE, files: [{ url }] })
  const error = { code: 'invalid_request', details: { field: 'files.0.url' } }
  expect(response).toMatchObject({ status: 422, json: { error } })
})

test.each([
  ['/v1/image', { error: 'ValidationError' }],
  ['/v2/image', { error: { code: 'invalid_json' } }],
])('POST %s refuses a body with too many levels', async (path, json) => {
  const { post } = await open()
  const nested = (levels: number) =>
    `{"model": "x", "prompt": "", "more": ${'['.repeat(levels)}${']'.repeat(levels)}}`
  expect(await post(path, nested(400))).toMatchObject({ status: 202 })
  expect(await post(path, nested(9000))).toMatchObject({ status: 400, json })
})

test('a request of more than 1 MiB is refused with 413', async () => {
  const { post } = await open()
  const response = await post(ROUTES_2.image.path, 'a'.repeat(1_048_577))
  expect(response).toMatchObject({ status: 413, json: { error: { code: 'file_too_large' } } })
})

test('a repeat with the same key gets the same job with 200, in its account only', async () => {
  const { base, post } = await open()
  const key = { 'Idempotency-Key': 'once' }
  const first = await post(ROUTES_2.image.path, IMAGE, key)
  const again = await post(ROUTES_2.video.path, { model: 'other' }, key)
  expect(first.status).toBe(202)
  expect(again).toMatchObject({ status: 200, json: first.json })
  const others = [
    await post(ROUTES_2.image.path, IMAGE, { 'Idempotency-Key': 'twice' }),
    await post(ROUTES_2.image.path, IMAGE),
    await post(ROUTES_2.image.path, IMAGE, { 'Idempotency-Key': '' }),
    await callerOf(base).post(ROUTES_2.image.path, IMAGE, key),
  ]
  expect(others.map(({ status }) => status)).toEqual([202, 202, 202, 202])
  expect(new Set([first, ...others].map(idOf)).size).toBe(5)
  const long = await post(ROUTES_2.image.path, IMAGE, { 'Idempotency-Key': 'a'.repeat(256) })
  expect(long).toMatchObject({ status: 400, json: { error: { code: 'invalid_request' } } })
})

test('a refused request does not use up its key', async () => {
  const { post } = await open()
  const key = { 'Idempotency-Key': 'once' }
  expect(await post(ROUTES_2.image.path, {}, key)).toMatchObject({ status: 422 })
  expect(await post(ROUTES_2.image.path, IMAGE, key)).toMatchObject({ status: 202 })
})

test('version 1 ignores the key of repeats and has no rate headers', async () => {
  const { post } = await open()
  const key = { 'Idempotency-Key': 'once' }
  const responses = [
    await post(ROUTES_1.image.path, IMAGE, key),
    await post(ROUTES_1.image.path, IMAGE, key),
  ]
  expect(responses.map(({ status }) => status)).toEqual([202, 202])
  expect(responses[0]?.headers).not.toHaveProperty('x-ratelimit-limit')
})

test('a plan replaces the rate headers of new jobs', async () => {
  const { base, post } = await open()
  await putFaults(base, { rateLimit: { limit: 5, seconds: 60, tells: [] } })
  const { headers } = await post(ROUTES_2.image.path, IMAGE)
  expect(headers).not.toHaveProperty('x-ratelimit-limit')
  await putFaults(base, { rateLimit: { limit: 5, seconds: 60 } })
  expect((await post(ROUTES_2.image.path, IMAGE)).headers).toMatchObject({
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '4',
  })
})

test('jobs are listed in their account, the newest first, without those of version 1', async () => {
  const { base, post, get } = await open()
  await post(ROUTES_1.image.path, IMAGE)
  const ids = [
    idOf(await post(ROUTES_2.image.path, IMAGE)),
    idOf(await post(ROUTES_2.image.path, IMAGE)),
  ]
  const listed = (await get('/v2/jobs')).json?.data as { id: string; status: string }[]
  expect(listed.map(({ id }) => id)).toEqual(ids.reverse())
  expect(listed.map(({ status }) => status)).toEqual(['failed', 'failed'])
  const other = callerOf(base)
  expect((await other.get('/v2/jobs')).json).toEqual({ data: [] })
  const missing = { status: 404, json: { error: { code: 'job_not_found' } } }
  expect(await other.get(`/v2/jobs/${ids[0]}`)).toMatchObject(missing)
  expect(await other.get(`/v2/jobs/${ids[0]}/status`)).toMatchObject(missing)
  expect(await other.post(`/v2/jobs/${ids[0]}/cancel`, '')).toMatchObject(missing)
  expect(await get(`/v1/jobs/${ids[0]}`)).toMatchObject({ status: 404 })
})

test('large requests evict older jobs', async () => {
  const { post, get } = await open()
  const first = idOf(await post(ROUTES_2.image.path, IMAGE))
  const large = { ...IMAGE, more: 'a'.repeat(1_000_000) }
  for (let sent = 0; sent < 40; sent += 1) {
    expect(await post(ROUTES_2.image.path, large)).toMatchObject({ status: 202 })
  }
  expect(await get(`/v2/jobs/${first}`)).toMatchObject({ status: 404 })
})

test('sandbox-echo returns the first file of the request', async () => {
  const { base, post, get } = await open()
  const gif = newGif()
  const sent = (await post(ROUTES_2.send.path, gif, { 'Content-Type': 'image/gif' })).json
  const body = { model: 'sandbox_echo', files: [{ url: sent?.url }, { url: MP4 }] }
  const id = idOf(await post(ROUTES_2.image.path, body))
  const response = await get(`/v2/jobs/${id}`)
  const output = {
    url: sent?.url,
    file_id: sent?.file_id,
    media_type: 'image/gif',
    size_bytes: 64,
    thumbnail_url: sent?.url,
  }
  expect(response.json).toMatchObject({
    status: 'completed',
    error: null,
    output: { version: 'v1', outputs: [output] },
  })
  const read = GET_JOB.read({
    status: 200,
    mediaType: 'application/json',
    body: String(response.bytes),
  })
  expect(read.outputs).toMatchObject([{ url: sent?.url, origin: 'generated', size: 64 }])
  const other = callerOf(base)
  const theirs = idOf(await other.post(ROUTES_2.image.path, body))
  const { json } = await other.get(`/v2/jobs/${theirs}`)
  expect(json).toMatchObject({ output: { outputs: [{ ...output, file_id: null }] } })
})

test('sandbox-echo returns a file of another host without its facts', async () => {
  const { post, get } = await open()
  const body = { model: 'sandbox-echo', audio_url: WAV }
  const id = idOf(await post(ROUTES_2.transcription.path, body))
  expect((await get(`/v2/jobs/${id}`)).json).toMatchObject({
    output: {
      outputs: [
        { url: WAV, file_id: null, media_type: 'audio/wav', size_bytes: null, thumbnail_url: null },
      ],
    },
  })
})

test('sandbox-echo works in version 1, too', async () => {
  const { post, get } = await open()
  const body = { model: 'sandbox-echo', prompt: '', files: [{ url: MP4 }] }
  const { json } = await post(ROUTES_1.video.path, body)
  const job = await get(`/v1/jobs/${json?.job_id}`)
  expect(job.json).toMatchObject({ status: 'completed', output: { url: MP4 } })
  const refused = await post(ROUTES_1.video.path, { model: 'sandbox-echo', prompt: '' })
  expect(refused).toMatchObject({ status: 400, json: { field: 'files' } })
})
