import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import { createCallRecorder } from './call-recorder.ts'
import type { Exchange } from './exchange.ts'
import type { ObservedCall } from './observed-call.ts'

const { hash } = entryOf()
const UPLOAD = { id: 7, path: 'a.png', hash }
const TIMES = { waited: 1, hashed: 2 }

/** Number of calls in each stored batch. */
let kept: number[]
let isSending: boolean
let recorder: ReturnType<typeof createCallRecorder>

beforeEach(() => {
  vi.useFakeTimers()
  kept = []
  isSending = true
  recorder = createCallRecorder({
    keep: async (exchanges: readonly Exchange[]) => void kept.push(exchanges.length),
    storeText: (text) => async () => text,
    site: 'http://localhost:5173',
    apiOf: () => 'https://api.varg.ai',
    isSending: () => isSending,
    timesBefore: (id) => (id === UPLOAD.id ? TIMES : {}),
  })
})

afterEach(() => vi.useRealTimers())

function answered(status: number): ObservedCall {
  const response = { status, headers: [], body: '{}' }
  return { at: Date.now(), method: 'POST', path: '/api/v1/files', headers: [], response, ended: 1 }
}

function see(count: number, status = 200): void {
  for (let call = 0; call < count; call += 1) {
    recorder.observe({ ...answered(status), upload: UPLOAD })
  }
}

it('stores successful calls in batches when files are sent', async () => {
  see(250)
  await vi.advanceTimersByTimeAsync(5000)
  expect(kept).toEqual([])
  isSending = false
  await vi.advanceTimersByTimeAsync(2000)
  expect(kept).toEqual([200, 50])
})

it('stores successful calls after 30 seconds when files are still sent', async () => {
  see(3)
  await vi.advanceTimersByTimeAsync(31_000)
  expect(kept).toEqual([3])
})

it('stores all calls at once when one of them failed', async () => {
  see(3)
  see(1, 503)
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([4])
})

it('lists calls in the order in which they ended when the log is read', () => {
  see(2)
  recorder.observe(answered(204))
  see(1)
  const read = () => recorder.log.all().map(({ response }) => response?.status)
  expect(read()).toEqual([200, 200, 204, 200])
  const stop = recorder.log.subscribe(() => {})
  see(1)
  expect(read()).toEqual([200, 200, 204, 200, 200])
  stop()
})

it('stores all calls when it is flushed', () => {
  see(250)
  recorder.flush()
  expect(kept).toEqual([250])
})

it('records the file and its times when an upload is observed', () => {
  recorder.observe({ ...answered(200), upload: UPLOAD })
  const [call] = recorder.log.all()
  expect(call).toMatchObject({
    purpose: 'upload',
    gateway: 'varg',
    subject: { path: 'a.png', hash },
    timing: TIMES,
    request: { url: 'https://api.varg.ai/v1/files' },
  })
  expect(call).not.toHaveProperty('test')
})

it('records a call of the page when no file is sent', () => {
  recorder.observe({ ...answered(200), path: '/sandbox/v1/balance' })
  expect(recorder.log.all()).toMatchObject([{ purpose: 'page', gateway: 'sandbox' }])
  recorder.flush()
  expect(kept).toEqual([])
})

it.each([
  ['/api/v2/files/check?hash=sha256:ab', 'https://api.varg.ai/v2/files/check?hash=sha256:ab'],
  ['/sandbox/v2/files/file_1', 'https://api.varg.ai/v2/files/file_1'],
  ['/sandbox/faults', 'http://localhost:5173/sandbox/faults'],
  ['/api/reach', 'http://localhost:5173/api/reach'],
])('records the call of %s with the URL %s', (path, url) => {
  recorder.observe({ ...answered(200), method: 'DELETE', path })
  expect(recorder.log.all()).toMatchObject([{ request: { method: 'DELETE', url } }])
})
