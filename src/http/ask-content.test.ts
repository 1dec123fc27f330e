import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hashFor } from '../core/testing/played-queue.ts'
import { askContent } from './ask.ts'

const FILE = { hash: hashFor('a'), size: 3, mediaType: 'image/png' }
const ACCESS = {
  key: 'varg_own_key_0123456789',
  upstream: 'https://api.varg.ai',
  version: 2,
} as const
const FOUND = { file_id: 'file_1', url: 'https://s3.varg.ai/files/a.png', size: 3 }

const fetched = vi.fn<typeof fetch>()

beforeEach(() => void vi.stubGlobal('fetch', fetched))

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  fetched.mockReset()
})

function ask(signal = new AbortController().signal) {
  return askContent('/api', ACCESS, FILE, signal)
}

function answer(data: object, status = 200): void {
  fetched.mockResolvedValue(
    Response.json(data, { status, headers: { 'X-RateLimit-Remaining': '7' } }),
  )
}

/** Lets a call hang until it is aborted. */
function hang(): void {
  fetched.mockImplementation(
    (_, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason)
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  )
}

it('asks by the hash and returns the result and the pace', async () => {
  answer({ exists: true, file: FOUND })
  expect(await ask()).toMatchObject({
    result: { url: FOUND.url, hash: FILE.hash, deduplicated: true, isUnconfirmed: true },
    pace: { remaining: 7 },
  })
  const [path, init] = fetched.mock.lastCall ?? []
  expect(path).toBe(`./api/v2/files/check?hash=${FILE.hash}`)
  expect(init?.headers).toMatchObject({ Authorization: `Bearer ${ACCESS.key}` })
})

it.each([
  ['the gateway has no such file', { exists: false, file: null }],
  ['the file has another size', { exists: true, file: { ...FOUND, size: 4 } }],
])('returns no result when %s', async (_, data) => {
  answer(data)
  expect(await ask()).toMatchObject({ result: undefined, pace: { remaining: 7 } })
})

it('rejects with the problem and the pace when the gateway refuses', async () => {
  answer({ error: { code: 'rate_limited', message: 'Slow down.', details: null } }, 429)
  await expect(ask()).rejects.toMatchObject({
    problem: { kind: 'refused', status: 429, code: 'rate_limited' },
    pace: { remaining: 7 },
  })
})

it('rejects with no-answer when none comes in time', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  hang()
  await expect(ask()).rejects.toMatchObject({ problem: { kind: 'no-answer', seconds: 8 } })
})

it('rejects with the reason of the signal when it is aborted', async () => {
  const controller = new AbortController()
  hang()
  const asking = ask(controller.signal)
  controller.abort()
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
})
