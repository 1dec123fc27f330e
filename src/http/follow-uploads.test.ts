import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Problem } from '../core/api/problem.ts'
import type { UploadReport } from '../core/api/upload-report.ts'
import { type FollowedUpload, type Following, followUpload } from './follow-uploads.ts'

const SIZE = 8_000_000
const SECOND = 1_000

/** Reports of our server by id. Undefined when it does not respond. */
let reports: Record<string, Omit<UploadReport, 'id'>> | undefined
let asked: string[]
/** Whether the browser has no free connection. Polls then wait. */
let isBusy: boolean
let free: () => void
/** Calls of the uploads' listeners, in order. */
let told: (number | Problem)[]
let followings: Following[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  reports = {}
  asked = []
  isBusy = false
  const freed = new Promise<Response>((resolve) => {
    free = () => resolve(Response.json([]))
  })
  told = []
  followings = []
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    if (isBusy) return freed
    if (!reports) return Promise.reject(new TypeError('Failed to fetch'))
    const known = url.slice(url.indexOf('=') + 1).split(',')
    const body = known.flatMap((id) => (reports?.[id] ? [{ id, ...reports[id] }] : []))
    return Promise.resolve(Response.json(body))
  })
})

afterEach(async () => {
  free()
  for (const following of followings) following.stop()
  await pass(1)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function follow(id: string, change: Partial<FollowedUpload> = {}): Following {
  const following = followUpload({
    id,
    size: SIZE,
    loaded: SIZE,
    timeouts: { stall: 30, answer: 120 },
    began: performance.now(),
    lead: 1_000_000,
    onProgress: (sent) => told.push(sent),
    onSent: () => {},
    onGiveUp: (problem) => told.push(problem),
    ...change,
  })
  followings.push(following)
  return following
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND)
const givenUp = () => told.filter((one) => typeof one === 'object')

test('one poll reports all uploads until the last one ends', async () => {
  reports = { a: { taken: 1, grace: 0 }, b: { taken: 2, grace: 0 } }
  const a = follow('a')
  follow('b')
  await pass(1)
  expect(asked.at(-1)).toBe('./machine/uploads?ids=a,b')
  expect(told).toEqual([1_000_001, 1_000_002])
  a.stop()
  await pass(1)
  expect(asked.at(-1)).toBe('./machine/uploads?ids=b')
})

test('an upload continues for hours when its bytes move slowly', async () => {
  for (let taken = 0; taken < SIZE; taken += 400_000) {
    reports = { a: { taken, grace: 0 } }
    if (taken === 0) follow('a')
    await pass(20)
  }
  expect(givenUp()).toEqual([])
})

test('an upload stalls after 30 seconds without a byte when the browser has passed on all of them', async () => {
  reports = { a: { taken: 3_000_000, grace: 0 } }
  const a = follow('a', { loaded: 0 })
  await pass(20)
  a.noteLoaded(SIZE)
  await pass(9)
  expect(givenUp()).toEqual([])
  await pass(3)
  expect(givenUp()).toEqual([{ kind: 'stalled', seconds: 30 }])
})

test('an upload gets the grace of our server when the system buffers bytes', async () => {
  reports = { a: { taken: 3_000_000, grace: 96 } }
  follow('a')
  await pass(125)
  expect(givenUp()).toEqual([])
  await pass(3)
  expect(givenUp()).toEqual([{ kind: 'stalled', seconds: 126 }])
})

test('the response timeout starts when the last byte has left our server', async () => {
  reports = { a: { taken: SIZE - 1, grace: 0 } }
  follow('a')
  await pass(29)
  reports = { a: { taken: SIZE, grace: 200 } }
  await pass(319)
  expect(givenUp()).toEqual([])
  await pass(3)
  expect(givenUp()).toEqual([{ kind: 'no-answer', seconds: 320 }])
})

test.each<[why: string, tell: () => void]>([
  ['our server cannot be asked', () => (reports = undefined)],
  ['our server does not know it', () => (reports = {})],
  ['no connection is left to ask', () => (isBusy = true)],
])('an upload survives an unmeasured slow link when %s', async (_, tell) => {
  tell()
  follow('a')
  // 8 MB at 20 kB/s.
  await pass(400)
  expect(givenUp()).toEqual([])
  await pass(400)
  expect(givenUp()).toMatchObject([{ kind: 'no-answer' }])
})

test('the browser’s own progress counts when our server reports nothing', async () => {
  reports = undefined
  const a = follow('a', { size: 64_000, loaded: 0 })
  await pass(25)
  a.noteLoaded(32_000)
  await pass(25)
  expect(told).toEqual([32_000])
  expect(givenUp()).toEqual([])
  await pass(15)
  expect(givenUp()).toMatchObject([{ kind: 'stalled' }])
})

test('an upload continues when the page slept during its progress', async () => {
  reports = { a: { taken: 10_000, grace: 0 } }
  // A small file gets little grace from the page itself.
  follow('a', { size: 64_000, loaded: 64_000 })
  await pass(1)
  reports = { a: { taken: 40_000, grace: 0 } }
  // A hidden page runs its timers once a minute.
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 60 * SECOND)
  await pass(1)
  expect(givenUp()).toEqual([])
  vi.restoreAllMocks()
})
