import { beforeEach, expect, it } from 'vitest'
import type { Content } from '../core/content.ts'
import type { UploadedFile } from '../core/contract.ts'
import type { Exchange } from '../core/exchange.ts'
import { ProblemError } from '../core/problem.ts'
import { toExchange } from '../core/seen-call.ts'
import { entryOf } from '../core/test-kit/made-entries.ts'
import { NO_OPTIONS, type TestOptions } from '../core/test-options.ts'
import type { Upload } from '../core/upload.ts'
import type { SendOptions } from '../gateway/send-file.ts'
import { openTestOptions, type TestOptionsStore } from '../storage/test-options-store.ts'
import { createTextStorage } from '../storage/text-storage.ts'
import type { CallRecorder } from './call-recorder.ts'
import { createTestSends, type SendOnce } from './test-sends.ts'

const { result, hash } = entryOf()
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

/** Sends whose end the test decides, in the order in which they began. */
let sends: { way: Partial<SendOptions>; end: (status: number) => void }[]
let recorded: Exchange[]
let options: TestOptionsStore
let tests: ReturnType<typeof createTestSends>
let controller: AbortController

const send: SendOnce = (way) =>
  new Promise((resolve, reject) => {
    const tell = (status: number) => {
      const response = { status, headers: [], body: '' }
      way.onSeen?.({ at: 1, method: 'POST', path: '/', headers: [], response, ended: status })
    }
    way.signal?.addEventListener('abort', () => {
      tell(0)
      reject(way.signal?.reason)
    })
    const end = (status: number) => {
      tell(status)
      if (status === 200) resolve(result)
      else reject(new ProblemError({ kind: 'refused', status, code: '', message: '' }))
    }
    sends.push({ way, end })
  })

beforeEach(() => {
  sends = []
  recorded = []
  controller = new AbortController()
  options = openTestOptions(createTextStorage(() => ({}) as Storage))
  const record: CallRecorder['record'] = (seen, context) => {
    const exchange = toExchange(seen, { ...context, id: String(recorded.length), url: '' })
    recorded.push(exchange)
    return exchange
  }
  tests = createTestSends({ record } as CallRecorder, options)
})

function sendQueued(upload = UPLOAD): Promise<UploadedFile> {
  return tests.sendQueued(upload, CONTENT, BEFORE, controller.signal, send)
}

const testWith = (more: Partial<TestOptions>) => options.set({ ...NO_OPTIONS, ...more })
const settle = () => new Promise((resolve) => setTimeout(resolve))

it('sends as usual while nobody tests, and records the call', async () => {
  const sent = sendQueued()
  sends[0]?.end(200)
  expect(await sent).toBe(result)
  expect(sends[0]?.way.headers).toBeUndefined()
  expect(recorded).toMatchObject([
    { purpose: 'upload', subject: { path: 'a.png', hash }, timing: BEFORE },
  ])
  expect(recorded[0]).not.toHaveProperty('test')
  expect(tests.runs()).toEqual([])
})

it('sends as the options say, and says so in the record', async () => {
  testWith({ hash: 'none', bytesPerSecond: 1024 })
  const sent = sendQueued()
  await settle()
  expect(sends[0]?.way.headers).toEqual([
    ['Content-Type', 'application/octet-stream'],
    ['X-Refdrop-Rate', '1024'],
  ])
  expect(sends[0]?.way.patience).toEqual({ stall: 900, answer: 900 })
  sends[0]?.end(200)
  expect(await sent).toBe(result)
  expect(recorded).toMatchObject([
    { purpose: 'test', test: ['without X-Content-Hash', 'at 1 KB a second'] },
  ])
})

it('takes the first of several sends for the file’s own, when all are over', async () => {
  testWith({ repeat: 3, parallel: 2 })
  const sent = sendQueued()
  await settle()
  expect(sends).toHaveLength(2)
  sends[1]?.end(500)
  await settle()
  expect(sends).toHaveLength(3)
  sends[0]?.end(200)
  sends[2]?.end(500)
  expect(await sent).toBe(result)
  expect(tests.runs()).toHaveLength(1)
  expect(
    tests
      .runs()[0]
      ?.results()
      .map((one) => one?.response?.status),
  ).toEqual([200, 500, 500])
  // The others must not move the bar of the file, nor its rate limit.
  expect(sends.map(({ way }) => way.onProgress === undefined)).toEqual([true, false, false])
})

it('fails as the first of several sends does', async () => {
  testWith({ repeat: 2, parallel: 2 })
  const sent = sendQueued()
  await settle()
  sends[0]?.end(413)
  sends[1]?.end(200)
  await expect(sent).rejects.toMatchObject({ problem: { status: 413 } })
})

it('never has more sends under way than the options allow, however many files there are', async () => {
  testWith({ repeat: 2, parallel: 2 })
  const all = [sendQueued(), sendQueued({ ...UPLOAD, id: 2 })]
  await settle()
  expect(sends).toHaveLength(2)
  for (let next = 0; next < 4; next += 1) {
    sends[next]?.end(200)
    await settle()
  }
  expect(await Promise.all(all)).toEqual([result, result])
  expect(sends).toHaveLength(4)
})

it('sends once where the queue tries again', async () => {
  testWith({ repeat: 5 })
  const again: Upload = { ...UPLOAD, stage: { name: 'ready', hash, attempts: 1 } }
  const sent = sendQueued(again)
  await settle()
  sends[0]?.end(200)
  expect(await sent).toBe(result)
  expect(sends).toHaveLength(1)
})

it('ends the other sends where the file is canceled, or the test is stopped', async () => {
  testWith({ repeat: 3, parallel: 1 })
  const sent = sendQueued()
  await settle()
  sends[0]?.end(200)
  await settle()
  expect(sends).toHaveLength(2)
  tests.runs()[0]?.cancel()
  expect(await sent).toBe(result)
  expect(sends).toHaveLength(2)
})

it('sends a test as its own options say, and tells it in a run', async () => {
  const plan = { ...UPLOAD, subject: { path: 'a.png', hash } }
  const run = tests.sendTest({ ...plan, options: { ...NO_OPTIONS, repeat: 2 } }, ['x'], send)
  await settle()
  sends[0]?.end(400)
  await settle()
  sends[1]?.end(200)
  await run.over
  expect(run.results().map((one) => one?.response?.status)).toEqual([400, 200])
  expect(recorded).toMatchObject(Array(2).fill({ purpose: 'test', test: ['x'] }))
})
