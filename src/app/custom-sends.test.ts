import { beforeEach, expect, it } from 'vitest'
import type { Content } from '../core/api/content.ts'
import { ProblemError } from '../core/api/problem.ts'
import type { Sent } from '../core/queue/sender.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import type { CallRecorder } from '../core/traffic/call-recorder.ts'
import { type CustomSendOptions, NO_OPTIONS } from '../core/traffic/custom-send-options.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { toExchange } from '../core/traffic/observed-call.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { SendOptions } from '../http/send-options.ts'
import {
  type CustomSendOptionsStore,
  openCustomSendOptions,
} from '../storage/custom-send-options-store.ts'
import { createTextStorage } from '../storage/text-storage.ts'
import { createCustomSends } from './custom-sends.ts'
import type { SendOnce } from './upload-sender.ts'

const { result, hash } = entryOf()
const SENT: Sent = { result, pace: {} }
const CONTENT: Content = { gateway: 'sandbox', account: 'me', hash }
const BEFORE = { waited: 1, hashed: 2 }
const UPLOAD: Upload = {
  id: 1,
  path: 'a.png',
  size: 1000,
  mediaType: 'image/png',
  gateway: 'sandbox',
  file: undefined,
  stage: { name: 'ready', hash, attempts: 0 },
}

/** Sends in their order. The test ends each of them. */
let sends: { way: Partial<SendOptions>; end: (status: number) => void }[]
let recorded: Exchange[]
let options: CustomSendOptionsStore
let tests: ReturnType<typeof createCustomSends>
let controller: AbortController
/** Resolves when sends outside of the queue may start. */
let turns: Promise<void>

const send: SendOnce = (way) =>
  new Promise((resolve, reject) => {
    const tell = (status: number) => {
      const response = { status, headers: [], body: '' }
      way.observer?.({ at: 1, method: 'POST', path: '/', headers: [], response, ended: status })
    }
    way.signal?.addEventListener('abort', () => {
      tell(0)
      reject(way.signal?.reason)
    })
    const end = (status: number) => {
      tell(status)
      if (status === 200) resolve(SENT)
      else reject(new ProblemError({ kind: 'refused', status, code: '', message: '' }))
    }
    sends.push({ way, end })
  })

beforeEach(() => {
  sends = []
  recorded = []
  controller = new AbortController()
  options = openCustomSendOptions(createTextStorage(() => ({}) as Storage))
  const record: CallRecorder['record'] = (seen, context) => {
    const exchange = toExchange(seen, { ...context, id: String(recorded.length), url: '' })
    recorded.push(exchange)
    return exchange
  }
  turns = Promise.resolve()
  tests = createCustomSends({ record } as Partial<CallRecorder> as CallRecorder, options, {
    timesBefore: () => BEFORE,
    accessOf: () => ({ key: 'varg_now', upstream: 'https://api.varg.ai', version: 1 }),
    turn: () => turns,
  })
})

function sendQueued(upload = UPLOAD): Promise<Sent> {
  return tests.sendQueued(upload, CONTENT, controller.signal, send)
}

const testWith = (more: Partial<CustomSendOptions>) => options.set({ ...NO_OPTIONS, ...more })
const settle = () => new Promise((resolve) => setTimeout(resolve))

it('sends with the options and records them when they are set', async () => {
  testWith({ hash: 'none', bytesPerSecond: 1024 })
  const sent = sendQueued()
  await settle()
  const usual = [['X-Filename', 'a.png'] as const, ['X-Content-Hash', hash] as const]
  expect(sends[0]?.way.headers?.(usual)).toEqual([
    ['X-Filename', 'a.png'],
    ['X-Refdrop-Rate', '1024'],
  ])
  sends[0]?.end(200)
  expect(await sent).toBe(SENT)
  expect(recorded).toMatchObject([
    { purpose: 'test', test: ['without X-Content-Hash', 'at 1 KB a second'] },
  ])
})

it('repeats a send beside the queue when the first one has succeeded', async () => {
  testWith({ repeat: 4, parallel: 2 })
  const sent = sendQueued()
  await settle()
  expect(sends).toHaveLength(1)
  sends[0]?.end(200)
  expect(await sent).toBe(SENT)
  await settle()
  expect(sends).toHaveLength(3)
  sends[1]?.end(500)
  sends[2]?.end(200)
  await settle()
  sends[3]?.end(200)
  await tests.runs.get()[0]?.over
  expect(
    tests.runs
      .get()[0]
      ?.results()
      .map((one) => one?.response?.status),
  ).toEqual([200, 500, 200, 200])
  // The repeats report no progress of the file, and use the current key.
  expect(sends.map(({ way }) => way.onProgress === undefined)).toEqual([true, false, false, false])
  expect(sends.map(({ way }) => way.key)).toEqual([undefined, 'varg_now', 'varg_now', 'varg_now'])
  expect(recorded.map(({ timing }) => timing.waited)).toEqual([1, undefined, undefined, undefined])
})

it('rejects like its first send and repeats it when the rejection is final', async () => {
  testWith({ repeat: 2, parallel: 2 })
  const sent = sendQueued()
  await settle()
  sends[0]?.end(413)
  await expect(sent).rejects.toMatchObject({ problem: { status: 413 } })
  await settle()
  sends[1]?.end(413)
  await tests.runs.get()[0]?.over
  expect(sends).toHaveLength(2)
})

it.each([401, 402, 429, 500, 503])(
  'repeats nothing after a %i: the queue holds it, or tries again',
  async (status) => {
    testWith({ repeat: 50, parallel: 6 })
    const sent = sendQueued()
    await settle()
    sends[0]?.end(status)
    await expect(sent).rejects.toMatchObject({ problem: { status } })
    await tests.runs.get()[0]?.over
    expect(sends).toHaveLength(1)
  },
)

it('repeats a send when the gateway accepts sends, and stops when it does not', async () => {
  testWith({ repeat: 3 })
  let refuse = () => {}
  turns = new Promise((_, reject) => {
    refuse = () => reject(new DOMException('No key.', 'AbortError'))
  })
  const sent = sendQueued()
  await settle()
  sends[0]?.end(200)
  await sent
  await settle()
  expect(sends).toHaveLength(1)
  refuse()
  await tests.runs.get()[0]?.over
  expect(sends).toHaveLength(1)
})

it('drops the field of a rejection when a wrong hash was sent', async () => {
  const refusal = { kind: 'refused', status: 400, code: 'ValidationError', message: 'No.' } as const
  for (const [options, field] of [
    [{ hash: 'wrong' }, undefined],
    [{ contentType: 'media-type' }, 'X-Content-Hash'],
  ] as const) {
    testWith(options)
    const refused: SendOnce = (way) => {
      const problem = { ...refusal, field: 'X-Content-Hash' }
      way.observer?.({ at: 1, method: 'POST', path: '/', headers: [], ended: 1 })
      return Promise.reject(new ProblemError(problem))
    }
    const sent = tests.sendQueued(UPLOAD, CONTENT, controller.signal, refused)
    await expect(sent).rejects.toMatchObject({ problem: { ...refusal, field } })
  }
})

it('limits parallel sends across files when the options set a limit', async () => {
  testWith({ repeat: 2, parallel: 2 })
  const all = [1, 2, 3].map((id) => sendQueued({ ...UPLOAD, id }))
  await settle()
  let most = 0
  for (let next = 0; next < 6; next += 1) {
    most = Math.max(most, sends.length - next)
    sends[next]?.end(200)
    await settle()
  }
  expect(await Promise.all(all)).toEqual([SENT, SENT, SENT])
  expect([most, sends.length]).toEqual([2, 6])
})

it('ends waiting sends when the file is canceled or the run is stopped', async () => {
  testWith({ repeat: 3, parallel: 1 })
  const sent = sendQueued()
  await settle()
  const waiting = tests.sendQueued(UPLOAD, CONTENT, controller.signal, send)
  controller.abort()
  await expect(waiting).rejects.toThrow('abort')
  sends[0]?.end(200)
  expect(await sent).toBe(SENT)
  await settle()
  expect(sends).toHaveLength(2)
  tests.runs.get()[1]?.cancel()
  await tests.runs.get()[1]?.over
  expect(sends).toHaveLength(2)
  expect(recorded.at(-1)?.failure).toBeUndefined()
})

it('sets the timeouts of a throttled send to its duration plus two minutes', async () => {
  testWith({ bytesPerSecond: 10 })
  const sent = sendQueued()
  await settle()
  expect(sends[0]?.way.timeouts).toEqual({ stall: 220, answer: 220 })
  sends[0]?.end(200)
  await sent
})

it('sends a test with its own options and lists it as a run', async () => {
  const plan = { ...UPLOAD, subject: { path: 'a.png', hash } }
  const run = tests.sendByHand(
    { ...plan, more: ['x'], options: { ...NO_OPTIONS, repeat: 2 } },
    send,
  )
  await settle()
  sends[0]?.end(400)
  await settle()
  sends[1]?.end(200)
  await run.over
  expect(run.results().map((one) => one?.response?.status)).toEqual([400, 200])
  expect(recorded).toMatchObject(Array(2).fill({ purpose: 'test', test: ['x'] }))
})
