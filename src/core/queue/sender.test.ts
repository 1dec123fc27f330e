import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../api/content.ts'
import { type Problem, ProblemError } from '../api/problem.ts'
import {
  fileNamed,
  finishAll,
  flushTasks,
  type Play,
  playQueue,
  refusal,
  resultFor,
} from '../testing/played-queue.ts'

let play: Play

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
  play = playQueue()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Adds files and hashes them. */
async function add(...paths: string[]): Promise<void> {
  play.queue.add(paths.map((path) => fileNamed(path)))
  while (play.hashes.length > 0) await finishAll(play.hashes)
}

/** Refuses the send of a file. */
async function refuse(path: string, problem: ProblemError, pace = {}): Promise<void> {
  await flushTasks()
  const id = Array.from(play.store.all()).find((upload) => upload.path === path)?.id
  play.sends.find((work) => work.id === id)?.fail(problem, pace)
  await flushTasks()
}

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds)
  await flushTasks()
}

const BROKEN = new ProblemError({ kind: 'no-connection' })

describe('a temporary failure', () => {
  it.each<Problem>([
    { kind: 'no-connection' },
    { kind: 'stalled', seconds: 30 },
    { kind: 'no-answer', seconds: 120 },
    ...[408, 500, 502, 503, 504, 520, 522, 524, 529].map(
      (status) => ({ kind: 'refused', status, code: 'E', message: 'm' }) as const,
    ),
    { kind: 'cdn-page', status: 503 },
    { kind: 'bad-answer', status: 500, expected: 'e', got: 'g' },
  ])('is retried automatically: $kind $status', async (problem) => {
    await add('a')
    await refuse('a', new ProblemError(problem))
    expect(play.stageOf('a')).toMatchObject({
      name: 'waiting',
      attempts: 1,
      reason: { kind: 'retry', at: 1_000_500, problem },
    })
    await pass(500)
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.stageOf('a')).toMatchObject({ name: 'uploaded', attempts: 2 })
  })

  it('fails the file after four attempts with growing waits', async () => {
    await add('a')
    for (const maximum of [1000, 2000, 4000]) {
      await refuse('a', BROKEN)
      await pass(maximum / 2 - 1)
      expect(play.sent()).toEqual([])
      await pass(1)
      expect(play.sent()).toEqual(['a'])
    }
    await refuse('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ name: 'failed', attempts: 4 })
    play.queue.retry([1])
    await refuse('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', attempts: 1 })
  })

  it('frees its slot until the retry', async () => {
    await add('a', 'b', 'c')
    await refuse('a', BROKEN)
    expect(play.sent()).toEqual(['b', 'c'])
  })

  it('waits for the time of the gateway when that is longer', async () => {
    await add('a')
    await refuse('a', refusal(503), { retryAt: 1_009_000 })
    expect(play.stageOf('a')).toMatchObject({ reason: { at: 1_009_000 } })
  })

  it('is retried at once, and once, when a person retries now', async () => {
    await add('a')
    await refuse('a', BROKEN)
    play.queue.retryNow([1])
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    await pass(60_000)
    expect(play.stageOf('a')).toMatchObject({ name: 'uploaded', attempts: 2 })
  })

  it('is not retried when its file was canceled or removed', async () => {
    await add('a', 'b')
    await refuse('a', BROKEN)
    await refuse('b', BROKEN)
    play.queue.cancel([1])
    play.queue.remove([2])
    await pass(60_000)
    expect(play.sent()).toEqual([])
    expect(play.stages()).toEqual(['canceled'])
  })
})

describe('a permanent refusal', () => {
  it.each([400, 403, 404, 413, 422, 501])('is not retried: %i', async (status) => {
    await add('a')
    await refuse('a', refusal(status))
    await pass(60_000)
    expect(play.stageOf('a')).toMatchObject({ name: 'failed', problem: { status } })
  })
})

describe('the rate limit', () => {
  it('holds the files of its gateway without counting attempts, and releases them', async () => {
    await add('a', 'b', 'c', 'd')
    play.queue.cancel([4])
    play.queue.add([fileNamed('s', 'sandbox')])
    await finishAll(play.hashes)
    await refuse('a', refusal(429, 'Retry after 10 seconds.'))
    expect(play.sent()).toEqual(['b', 's'])
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', attempts: 0 })
    expect(play.stageOf('c')).toMatchObject({ name: 'waiting', reason: { kind: 'rate-limit' } })
    expect(play.queue.holds.get()).toMatchObject([{ gateway: 'varg', until: 1_010_000 }])
    await finishAll(play.sends)
    await pass(9_999)
    expect(play.sent()).toEqual([])
    await pass(1)
    expect(play.queue.holds.get()).toEqual([])
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['c'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded', 'canceled', 'uploaded'])
    expect(play.stageOf('a')).toMatchObject({ attempts: 1 })
  })

  it('sends the refused file first when it ends', async () => {
    await add('a', 'b', 'c', 'd')
    await finishAll([play.sends[0] as never])
    expect(play.sent()).toEqual(['b', 'c'])
    await refuse('c', refusal(429))
    await refuse('b', BROKEN)
    await pass(60_000)
    expect(play.sent()).toEqual(['c'])
  })

  it('ends while an earlier send has no response yet', async () => {
    await add('a', 'b', 'c')
    await pass(1000)
    await refuse('b', refusal(429))
    await pass(60_000)
    expect(play.sent()).toEqual(['a', 'b'])
  })

  it('does not hold another key', async () => {
    await add('a', 'b', 'c')
    await refuse('a', refusal(429))
    play.queue.open('varg', 'other')
    await flushTasks()
    expect(play.sent()).toEqual(['b', 'a'])
    await refuse('b', refusal(429))
    expect(play.queue.holds.get()).toEqual([])
    await finishAll(play.sends)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('is not reached when responses report the remaining calls', async () => {
    await add('a', 'b', 'c', 'd')
    play.sends[0]?.finish({ remaining: 1, resetAt: 1_030_000 })
    await flushTasks()
    expect(play.sent()).toEqual(['b'])
    play.sends[0]?.finish({ remaining: 0, resetAt: 1_030_000 })
    await flushTasks()
    expect(play.stageOf('c')).toMatchObject({ name: 'waiting', reason: { kind: 'rate-limit' } })
    await pass(30_000)
    expect(play.sent()).toEqual(['c'])
  })
})

describe('the key and the balance', () => {
  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
  ] as const)(
    'hold the queue at status %i, and the refused file is sent first',
    async (status, kind) => {
      await add('a', 'b', 'c', 'd')
      await finishAll([play.sends[0] as never])
      await refuse('b', refusal(status))
      await refuse('c', refusal(status))
      expect(play.stages()).toEqual(['uploaded', 'waiting', 'waiting', 'waiting'])
      expect(play.queue.holds.get()).toMatchObject([{ kind, problem: { kind: 'refused', status } }])
      expect(play.sent()).toEqual([])
      play.queue.open('varg', 'other')
      await flushTasks()
      expect(play.sent()).toEqual(['b', 'c'])
      await finishAll(play.sends)
      await finishAll(play.sends)
      expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded', 'uploaded'])
      expect(play.stageOf('b')).toMatchObject({ attempts: 1 })
    },
  )
})

describe('the connection to the gateway', () => {
  it('is suspected only after network errors', async () => {
    await add('a', 'b')
    await refuse('a', BROKEN)
    await refuse('b', refusal(500))
    expect(play.world.suspected).toEqual(['varg'])
  })

  it('counts no attempts while it is offline', async () => {
    await add('a')
    play.queue.hold({ gateway: 'varg', kind: 'offline' })
    await refuse('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'offline' }, attempts: 0 })
    await pass(600_000)
    expect(play.sent()).toEqual([])
    play.queue.unhold('varg', 'offline')
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })

  it('holds all files while it is down after it has worked', async () => {
    await add('a', 'b', 'c', 'd')
    await finishAll([play.sends[0] as never])
    await refuse('b', BROKEN)
    play.queue.hold({ gateway: 'varg', kind: 'unreachable' })
    await refuse('c', BROKEN)
    await refuse('d', BROKEN)
    await pass(600_000)
    expect(play.sent()).toEqual([])
    expect(play.stages()).toEqual(['uploaded', 'waiting', 'waiting', 'waiting'])
    play.queue.unhold('varg', 'unreachable')
    await flushTasks()
    expect(play.sent()).toEqual(['c', 'd'])
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['b'])
  })

  it('retries only files with attempts while it is down from the start', async () => {
    await add('a', 'b', 'c')
    play.queue.hold({ gateway: 'varg', kind: 'unreachable' })
    await refuse('a', BROKEN)
    await refuse('b', BROKEN)
    await pass(1000)
    expect(play.sent()).toEqual(['a', 'b'])
    expect(play.stageOf('c')).toMatchObject({ reason: { kind: 'unreachable' } })
    await refuse('a', BROKEN)
    await finishAll(play.sends)
    expect(play.queue.holds.get()).toEqual([])
    expect(play.sent()).toEqual(['c'])
    await pass(2000)
    expect(play.sent()).toEqual(['c', 'a'])
  })

  it('shows the strongest hold, then the next one', async () => {
    play.queue.hold({ gateway: 'varg', kind: 'rate-limit', until: 1_060_000 })
    await add('a')
    play.queue.hold({ gateway: 'varg', kind: 'bad-key' })
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'bad-key' } })
    play.queue.unhold('varg', 'bad-key')
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'rate-limit' } })
  })
})

describe('another key', () => {
  it('releases the content that a file locked under the former one', async () => {
    await add('a')
    await flushTasks()
    play.queue.open('varg', 'other')
    await refuse('a', BROKEN)
    await pass(60_000)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded'])
    play.queue.open('varg', 'me')
    await add('b=a')
    await flushTasks()
    expect(play.sent()).toEqual(['b=a'])
  })

  it('locks the contents of queued files again', async () => {
    play = playQueue(undefined, 1)
    await add('x', 'a')
    play.queue.open('varg', 'other')
    await add('copy=a')
    await flushTasks()
    expect(play.stages()).toEqual(['uploading', 'ready', 'waiting'])
    play.queue.setSends(3)
    await flushTasks()
    expect(play.stageOf('copy=a')).toMatchObject({ reason: { kind: 'same-content' } })
  })

  it('is used when it comes just before a send', async () => {
    let recalled: () => void = () => {}
    play = playQueue()
    const known = new Promise<void>((resolve) => {
      recalled = resolve
    })
    play.recalling = known
    play.queue.add([fileNamed('a')])
    await finishAll(play.hashes)
    play.queue.hold({ gateway: 'varg', kind: 'key' })
    play.queue.open('varg', 'other')
    recalled()
    await flushTasks()
    expect(play.sends.map(({ content }) => content.split(' ')[1])).toEqual(['other'])
  })
})

it('sends a file when the known result of its hash has another size', async () => {
  const result = resultFor('a', { size: 12345 })
  const { hash } = result
  const content = { gateway: 'varg', account: 'me', hash } as const
  play.world.known.set(contentKey(content), { result, path: 'a' })
  await add('a')
  expect(play.sent()).toEqual(['a'])
})

describe('a mismatched URL', () => {
  it('is not reused when its file is retried', async () => {
    await add('a')
    await finishAll(play.sends)
    const [expected, got] = ['x', 'y']
    const problem = { kind: 'fetched-mismatch', fact: 'content', expected, got } as const
    play.store.dispatch(1, { type: 'mismatch', problem })
    play.queue.retry([1])
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('the end of a rate limit', () => {
  it.each([
    ['a reset between two milliseconds', async () => {}],
    ['a clock that is set back', async () => vi.setSystemTime(Date.now() - 5_000)],
  ])('comes automatically with %s', async (_, meanwhile) => {
    await add('a', 'b')
    await refuse('a', refusal(429), { resetAt: Date.now() + 1234.567 })
    await meanwhile()
    await pass(120_000)
    expect(play.queue.holds.get()).toEqual([])
    expect(play.sent()).toContain('a')
  })

  it('follows Retry-After when the reset is later', async () => {
    await add('a')
    const [retryAt, resetAt] = [Date.now() + 2_000, Date.now() + 60_000]
    await refuse('a', refusal(429), { retryAt, resetAt, remaining: 0 })
    expect(play.queue.holds.get()).toMatchObject([{ until: retryAt }])
  })
})

describe('a pause', () => {
  it('holds files whose known results were just looked up', async () => {
    let go: () => void = () => {}
    play.recalling = new Promise((resolve) => {
      go = resolve
    })
    await add('a', 'b')
    play.queue.pause()
    go()
    await flushTasks()
    expect(play.sent()).toEqual([])
    play.queue.resume()
    await flushTasks()
    expect(play.sent()).toEqual(['a', 'b'])
  })
})
