import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { json, text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  json as answerJson,
  startUpstream,
  type Upstream,
} from '../../../../e2e/support/upstream.ts'
import type { ApiVersion } from '../../api/api-version.ts'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { findSnippet } from './all-snippets.ts'

const PROMPT = `it's "@image1"! \`$(id)\` \${HOME} 🎬\u202e\0\n\\`
const KEY = 'varg_running'
const hasCurl = spawnSync('/bin/sh', ['-c', 'command -v curl']).status === 0

let upstream: Upstream
let seen: { path: string | undefined; headers: IncomingMessage['headers']; body: unknown }[] = []

beforeAll(async () => {
  upstream = await startUpstream(async (request, response) => {
    seen.push({ path: request.url, headers: request.headers, body: await json(request) })
    if (request.url?.startsWith('/poor/')) answerJson(response, 402, { message: 'no credits' })
    else answerJson(response, 202, { job_id: 'job_1' })
  })
})

afterAll(() => upstream.stop())

function requestAt(api: string, version: ApiVersion = 1) {
  return draftRequest(['image', 'audio'], { api, version, prompt: PROMPT })
}

async function run(program: string, options: readonly string[], code: string) {
  seen = []
  const child = spawn(program, options, { env: { ...process.env, VARG_API_KEY: KEY } })
  child.stdin.end(code)
  const [[status], output, complaint] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { status, output, complaint }
}

const expectedRequest = {
  path: '/v1/video',
  headers: expect.objectContaining({
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
  }),
  body: {
    model: 'kling-v3',
    prompt: PROMPT,
    files: [{ url: urlOf(0, 'image') }, { url: urlOf(1, 'audio') }],
    duration: 5,
    aspect_ratio: '16:9',
  },
}

/** The same call in version 2. */
const expectedRequest2 = {
  path: '/v2/video',
  headers: expect.objectContaining({
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
    'idempotency-key': expect.stringMatching(/^refdrop-video-[0-9a-f]{16}$/),
  }),
  body: expectedRequest.body,
}

function runFetch(api: string, version?: ApiVersion) {
  const code = `${findSnippet('fetch').write(requestAt(api, version))}\nconsole.log(job.job_id)`
  return run(process.execPath, ['--input-type=module', '-'], code)
}

it('fetch snippet sends the request when it runs as JavaScript', async () => {
  expect(await runFetch(upstream.url)).toEqual({ status: 0, output: 'job_1\n', complaint: '' })
  expect(seen).toEqual([expectedRequest])
})

it('fetch snippet sends the same key each time it runs in version 2', async () => {
  await runFetch(upstream.url, 2)
  const [first] = seen
  expect(first).toEqual(expectedRequest2)
  await runFetch(upstream.url, 2)
  expect(seen[0]?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
})

it('fetch snippet throws the gateway’s message when the request fails', async () => {
  const { status, complaint } = await runFetch(`${upstream.url}/poor`)
  expect(status).toBe(1)
  expect(complaint).toContain('Error: {"message":"no credits"}')
})

it.skipIf(!hasCurl)('curl snippet sends the request when curl is installed', async () => {
  const code = findSnippet('curl').write(requestAt(upstream.url))
  const ran = await run('/bin/sh', [], `${code}\n`)
  expect(ran).toEqual({ status: 0, output: '{"job_id":"job_1"}', complaint: '' })
  expect(seen).toEqual([expectedRequest])
})

it.skipIf(!hasCurl)(
  'curl snippet sends a request of version 2 when curl is installed',
  async () => {
    const code = findSnippet('curl').write(requestAt(upstream.url, 2))
    await run('/bin/sh', [], `${code}\n`)
    expect(seen).toEqual([expectedRequest2])
  },
)
