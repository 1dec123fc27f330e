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

function requestAt(api: string) {
  return draftRequest(['image', 'audio'], { api, prompt: PROMPT })
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

function runFetch(api: string) {
  const code = `${findSnippet('fetch').write(requestAt(api))}\nconsole.log(job.job_id)`
  return run(process.execPath, ['--input-type=module', '-'], code)
}

it('fetch snippet sends the request when it runs as JavaScript', async () => {
  expect(await runFetch(upstream.url)).toEqual({ status: 0, output: 'job_1\n', complaint: '' })
  expect(seen).toEqual([expectedRequest])
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
