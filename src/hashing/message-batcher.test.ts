import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMessageBatcher } from './message-batcher.ts'
import { type HashOutcome, MAX_JOBS } from './protocol.ts'

/** The jobs of each message. */
let sent: number[][]
let batcher: ReturnType<typeof createMessageBatcher>

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  batcher = createMessageBatcher((outcomes) => sent.push(outcomes.map(({ job }) => job)))
})

afterEach(() => vi.useRealTimers())

const outcome = (job: number): HashOutcome => ({ job, hash: 'sha256:', took: 1 })

it('sends what nobody follows at once, with all that waited for it', () => {
  batcher.add(outcome(1), true)
  batcher.add(outcome(2), true)
  expect(sent).toEqual([])
  batcher.add(outcome(3), false)
  expect(sent).toEqual([[1, 2, 3]])
})

it('lets none wait for longer than a moment', () => {
  batcher.add(outcome(1), true)
  vi.advanceTimersByTime(9)
  batcher.add(outcome(2), true)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([[1, 2]])
  vi.advanceTimersByTime(100)
  expect(sent).toHaveLength(1)
})

it('sends half of what a worker holds, so that the other half is not all there is', () => {
  for (let job = 0; job < MAX_JOBS; job += 1) batcher.add(outcome(job), true)
  expect(sent.map((jobs) => jobs.length)).toEqual([MAX_JOBS / 2, MAX_JOBS / 2])
})
