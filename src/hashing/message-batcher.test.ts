import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMessageBatcher } from './message-batcher.ts'
import { type HashOutcome, MAX_JOBS } from './protocol.ts'

/** Jobs of each message. */
let sent: number[][]
let batcher: ReturnType<typeof createMessageBatcher>

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  batcher = createMessageBatcher((outcomes) => sent.push(outcomes.map(({ job }) => job)))
})

afterEach(() => vi.useRealTimers())

const outcome = (job: number): HashOutcome => ({ job, hash: 'sha256:', took: 1 })

it('sends all outcomes at once when none will follow', () => {
  batcher.add(outcome(1), true)
  batcher.add(outcome(2), true)
  expect(sent).toEqual([])
  batcher.add(outcome(3), false)
  expect(sent).toEqual([[1, 2, 3]])
})

it('sends outcomes after the maximum delay', () => {
  batcher.add(outcome(1), true)
  vi.advanceTimersByTime(9)
  batcher.add(outcome(2), true)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([[1, 2]])
  vi.advanceTimersByTime(100)
  expect(sent).toHaveLength(1)
})

it('sends a message for half of the jobs of a worker', () => {
  for (let job = 0; job < MAX_JOBS; job += 1) batcher.add(outcome(job), true)
  expect(sent.map((jobs) => jobs.length)).toEqual([MAX_JOBS / 2, MAX_JOBS / 2])
})
