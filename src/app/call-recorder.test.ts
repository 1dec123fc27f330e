import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { entryOf } from '../core/testing/made-entries.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'
import { createCallRecorder } from './call-recorder.ts'

const { hash } = entryOf()
const CONTEXT = { purpose: 'upload', gateway: 'varg', subject: { path: 'a.png', hash } } as const

/** How many calls were kept in each go. */
let kept: number[]
let isSending: boolean
let recorder: ReturnType<typeof createCallRecorder>

beforeEach(() => {
  vi.useFakeTimers()
  kept = []
  isSending = true
  const keepExchanges = async (exchanges: readonly Exchange[]) => void kept.push(exchanges.length)
  const records = { keepExchanges } as Partial<ExchangeRecords> as ExchangeRecords
  recorder = createCallRecorder(
    records,
    () => 'https://api.varg.ai',
    () => isSending,
  )
})

afterEach(() => vi.useRealTimers())

function answered(status: number): ObservedCall {
  const response = { status, headers: [], body: '{}' }
  return { at: Date.now(), method: 'POST', path: '/api/v1/files', headers: [], response, ended: 1 }
}

function see(count: number, status = 200): void {
  for (let call = 0; call < count; call += 1) recorder.recordSoon(answered(status), CONTEXT)
}

it('keeps what went well when files are sent, some at a time', async () => {
  see(250)
  await vi.advanceTimersByTimeAsync(5000)
  expect(kept).toEqual([])
  isSending = false
  await vi.advanceTimersByTimeAsync(2000)
  expect(kept).toEqual([200, 50])
})

it('keeps it all the same when files are sent for long', async () => {
  see(3)
  await vi.advanceTimersByTimeAsync(31_000)
  expect(kept).toEqual([3])
})

it('keeps what failed at once, with all that came before it', async () => {
  see(3)
  see(1, 503)
  await vi.advanceTimersByTimeAsync(500)
  expect(kept).toEqual([4])
})

it('hides nothing from whoever reads the log, in the order in which calls were over', () => {
  see(2)
  recorder.record(answered(204), CONTEXT)
  see(1)
  const read = () => recorder.log.all().map(({ response }) => response?.status)
  expect(read()).toEqual([200, 200, 204, 200])
  const stop = recorder.log.subscribe(() => {})
  see(1)
  expect(read()).toEqual([200, 200, 204, 200, 200])
  stop()
})

it('keeps all at once where the page may be about to go', () => {
  see(250)
  recorder.flush()
  expect(kept).toEqual([250])
})
