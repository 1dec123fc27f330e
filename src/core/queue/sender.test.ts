import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Problem, ProblemError } from '../api/problem.ts'
import {
  fileNamed,
  finishAll,
  type Play,
  playQueue,
  refusal,
  settle,
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

/** What is being sent is refused. */
async function noteRefusal(path: string, problem: ProblemError, pace = {}): Promise<void> {
  await settle()
  const id = Array.from(play.store.all()).find((upload) => upload.path === path)?.id
  play.sends.find((work) => work.id === id)?.fail(problem, pace)
  await settle()
}

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds)
  await settle()
}

const BROKEN = new ProblemError({ kind: 'no-connection' })

describe('a fault that may pass', () => {
  it.each<Problem>([
    { kind: 'no-connection' },
    { kind: 'stalled', seconds: 30 },
    { kind: 'no-answer', seconds: 120 },
    ...[408, 500, 502, 503, 504, 520, 522, 524, 529].map(
      (status) => ({ kind: 'refused', status, code: 'E', message: 'm' }) as const,
    ),
    { kind: 'cdn-page', status: 503 },
    { kind: 'bad-answer', status: 500, expected: 'e', got: 'g' },
  ])('is tried again by itself: $kind $status', async (problem) => {
    await add('a')
    await noteRefusal('a', new ProblemError(problem))
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

  it('is tried four times, each later than the one before; then a person is asked', async () => {
    await add('a')
    for (const longest of [1000, 2000, 4000]) {
      await noteRefusal('a', BROKEN)
      await pass(longest / 2 - 1)
      expect(play.sent()).toEqual([])
      await pass(1)
      expect(play.sent()).toEqual(['a'])
    }
    await noteRefusal('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ name: 'failed', attempts: 4 })
    play.queue.retry([1])
    await noteRefusal('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', attempts: 1 })
  })

  it('gives its slot to others meanwhile', async () => {
    await add('a', 'b', 'c')
    await noteRefusal('a', BROKEN)
    expect(play.sent()).toEqual(['b', 'c'])
  })

  it('waits as long as the gateway asks, where that is longer', async () => {
    await add('a')
    await noteRefusal('a', refusal(503), { retryAt: 1_009_000 })
    expect(play.stageOf('a')).toMatchObject({ reason: { at: 1_009_000 } })
  })

  it('is tried at once when a person says Retry now, and only then once', async () => {
    await add('a')
    await noteRefusal('a', BROKEN)
    play.queue.retryNow([1])
    await settle()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    await pass(60_000)
    expect(play.stageOf('a')).toMatchObject({ name: 'uploaded', attempts: 2 })
  })

  it('is not tried again once its file was canceled or removed', async () => {
    await add('a', 'b')
    await noteRefusal('a', BROKEN)
    await noteRefusal('b', BROKEN)
    play.queue.cancel([1])
    play.queue.remove([2])
    await pass(60_000)
    expect(play.sent()).toEqual([])
    expect(play.stages()).toEqual(['canceled'])
  })
})

describe('a refusal that is meant', () => {
  it.each([400, 403, 404, 413, 422, 501])('is never tried again: %i', async (status) => {
    await add('a')
    await noteRefusal('a', refusal(status))
    await pass(60_000)
    expect(play.stageOf('a')).toMatchObject({ name: 'failed', problem: { status } })
  })
})

describe('the rate limit', () => {
  it('holds every send of its gateway, costs no try, and lets go exactly those it held', async () => {
    await add('a', 'b', 'c', 'd')
    play.queue.cancel([4])
    play.queue.add([fileNamed('s', 'sandbox')])
    await finishAll(play.hashes)
    await noteRefusal('a', refusal(429, 'Retry after 10 seconds.'))
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

  it('opens with the file that was refused, then goes by the list', async () => {
    await add('a', 'b', 'c', 'd')
    await finishAll([play.sends[0] as never])
    expect(play.sent()).toEqual(['b', 'c'])
    await noteRefusal('c', refusal(429))
    await noteRefusal('b', BROKEN)
    await pass(60_000)
    expect(play.sent()).toEqual(['c'])
  })

  it('opens also while a send from before it closed has no answer yet', async () => {
    await add('a', 'b', 'c')
    await pass(1000)
    await noteRefusal('b', refusal(429))
    await pass(60_000)
    expect(play.sent()).toEqual(['a', 'b'])
  })

  it('does not hold another key for what the former was told', async () => {
    await add('a', 'b', 'c')
    await noteRefusal('a', refusal(429))
    play.queue.open('varg', 'other')
    await settle()
    expect(play.sent()).toEqual(['b', 'a'])
    await noteRefusal('b', refusal(429))
    expect(play.queue.holds.get()).toEqual([])
    await finishAll(play.sends)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('is not even reached where answers say what remains', async () => {
    await add('a', 'b', 'c', 'd')
    play.sends[0]?.finish({ remaining: 1, resetAt: 1_030_000 })
    await settle()
    expect(play.sent()).toEqual(['b'])
    play.sends[0]?.finish({ remaining: 0, resetAt: 1_030_000 })
    await settle()
    expect(play.stageOf('c')).toMatchObject({ name: 'waiting', reason: { kind: 'rate-limit' } })
    await pass(30_000)
    expect(play.sent()).toEqual(['c'])
  })
})

describe('the key and the balance', () => {
  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
  ] as const)('%i stops the queue once, and the refused file goes first', async (status, kind) => {
    await add('a', 'b', 'c', 'd')
    await finishAll([play.sends[0] as never])
    await noteRefusal('b', refusal(status))
    await noteRefusal('c', refusal(status))
    expect(play.stages()).toEqual(['uploaded', 'waiting', 'waiting', 'waiting'])
    expect(play.queue.holds.get()).toMatchObject([{ kind, problem: { kind: 'refused', status } }])
    expect(play.sent()).toEqual([])
    play.queue.open('varg', 'other')
    await settle()
    expect(play.sent()).toEqual(['b', 'c'])
    await finishAll(play.sends)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded', 'uploaded'])
    expect(play.stageOf('b')).toMatchObject({ attempts: 1 })
  })
})

describe('the way to the gateway', () => {
  it('is suspected at network faults only', async () => {
    await add('a', 'b')
    await noteRefusal('a', BROKEN)
    await noteRefusal('b', refusal(500))
    expect(play.world.suspected).toEqual(['varg'])
  })

  it('offline costs no try, however often sends break', async () => {
    await add('a')
    play.queue.hold({ gateway: 'varg', kind: 'offline' })
    await noteRefusal('a', BROKEN)
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'offline' }, attempts: 0 })
    await pass(600_000)
    expect(play.sent()).toEqual([])
    play.queue.unhold('varg', 'offline')
    await settle()
    expect(play.sent()).toEqual(['a'])
  })

  it('down after it had worked: nothing is tried and nothing lost until it is back', async () => {
    await add('a', 'b', 'c', 'd')
    await finishAll([play.sends[0] as never])
    await noteRefusal('b', BROKEN)
    play.queue.hold({ gateway: 'varg', kind: 'unreachable' })
    await noteRefusal('c', BROKEN)
    await noteRefusal('d', BROKEN)
    await pass(600_000)
    expect(play.sent()).toEqual([])
    expect(play.stages()).toEqual(['uploaded', 'waiting', 'waiting', 'waiting'])
    play.queue.unhold('varg', 'unreachable')
    await settle()
    expect(play.sent()).toEqual(['c', 'd'])
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['b'])
  })

  it('down from the start: those that were tried knock until their tries are used up, all others are held', async () => {
    await add('a', 'b', 'c')
    play.queue.hold({ gateway: 'varg', kind: 'unreachable' })
    await noteRefusal('a', BROKEN)
    await noteRefusal('b', BROKEN)
    await pass(1000)
    expect(play.sent()).toEqual(['a', 'b'])
    expect(play.stageOf('c')).toMatchObject({ reason: { kind: 'unreachable' } })
    await noteRefusal('a', BROKEN)
    await finishAll(play.sends)
    expect(play.queue.holds.get()).toEqual([])
    expect(play.sent()).toEqual(['c'])
    await pass(2000)
    expect(play.sent()).toEqual(['c', 'a'])
  })

  it('the weightiest reason is told, and the next when that is over', async () => {
    play.queue.hold({ gateway: 'varg', kind: 'rate-limit', until: 1_060_000 })
    await add('a')
    play.queue.hold({ gateway: 'varg', kind: 'bad-key' })
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'bad-key' } })
    play.queue.unhold('varg', 'bad-key')
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'rate-limit' } })
  })
})

describe('another key', () => {
  it('frees the content that its file claimed under the former one', async () => {
    await add('a')
    await settle()
    play.queue.open('varg', 'other')
    await noteRefusal('a', BROKEN)
    await pass(60_000)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded'])
    play.queue.open('varg', 'me')
    await add('b=a')
    await settle()
    expect(play.sent()).toEqual(['b=a'])
  })

  it('lets what stands in line claim its content anew', async () => {
    play = playQueue(undefined, 1)
    await add('x', 'a')
    play.queue.open('varg', 'other')
    await add('copy=a')
    await settle()
    expect(play.stages()).toEqual(['uploading', 'ready', 'waiting'])
    play.queue.setSends(3)
    await settle()
    expect(play.stageOf('copy=a')).toMatchObject({ reason: { kind: 'same-content' } })
  })

  it('that comes just before a send is the one it goes out with', async () => {
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
    await settle()
    expect(play.sends.map(({ content }) => content.split(' ')[1])).toEqual(['other'])
  })
})

describe('a URL that was disproved', () => {
  it('is not believed at the next try: the file is sent', async () => {
    await add('a')
    await finishAll(play.sends)
    const [expected, got] = ['x', 'y']
    const problem = { kind: 'fetched-mismatch', fact: 'content', expected, got } as const
    play.store.dispatch(1, { type: 'mismatch', problem })
    play.queue.retry([1])
    await settle()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('the end of a hold by the rate limit', () => {
  it.each([
    ['a reset between two milliseconds', async () => {}],
    ['a clock that is set back meanwhile', async () => vi.setSystemTime(Date.now() - 5_000)],
  ])('comes by itself, also with %s', async (_, meanwhile) => {
    await add('a', 'b')
    await noteRefusal('a', refusal(429), { resetAt: Date.now() + 1234.567 })
    await meanwhile()
    await pass(120_000)
    expect(play.queue.holds.get()).toEqual([])
    expect(play.sent()).toContain('a')
  })

  it('is what Retry-After says, also where the reset is later and nothing remains', async () => {
    await add('a')
    const [retryAt, resetAt] = [Date.now() + 2_000, Date.now() + 60_000]
    await noteRefusal('a', refusal(429), { retryAt, resetAt, remaining: 0 })
    expect(play.queue.holds.get()).toMatchObject([{ until: retryAt }])
  })
})

describe('a pause', () => {
  it('holds also what was just looked up', async () => {
    let go: () => void = () => {}
    play.recalling = new Promise((resolve) => {
      go = resolve
    })
    await add('a', 'b')
    play.queue.pause()
    go()
    await settle()
    expect(play.sent()).toEqual([])
    play.queue.resume()
    await settle()
    expect(play.sent()).toEqual(['a', 'b'])
  })
})
