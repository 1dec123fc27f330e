import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../api/content.ts'
import { type Problem, ProblemError } from '../api/problem.ts'
import {
  fileNamed,
  finishAll,
  flushTasks,
  hashFor,
  type Play,
  playQueue,
  refusal,
  resultFor,
} from '../testing/played-queue.ts'

/** Bytes. Worth an ask until the link is measured. */
const SIZE = 5_000_000

let play: Play

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
  play = playQueue()
  play.mayAsk = true
})

afterEach(() => {
  vi.useRealTimers()
})

/** Adds files and hashes them. */
async function add(paths: string[], size = SIZE): Promise<void> {
  play.queue.add(paths.map((path) => ({ ...fileNamed(path), size })))
  while (play.hashes.length > 0) await finishAll(play.hashes)
  await flushTasks()
}

/** Stores a content at the gateway. */
function store(path: string, account = 'me'): void {
  play.world.stored.add(contentKey({ gateway: 'varg', account, hash: hashFor(path) }))
}

function names(count: number, prefix = 'f'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

/** Sends a file of a known size in a known time, so that the link is measured. */
async function measure(bytesPerSecond: number): Promise<void> {
  play.mayAsk = false
  await add(['measured'], bytesPerSecond * 10)
  vi.advanceTimersByTime(10_000)
  await finishAll(play.sends)
  play.mayAsk = true
}

async function fail(reason: unknown, pace = {}): Promise<void> {
  play.asks[0]?.fail(reason, pace)
  await flushTasks()
}

describe('a content that the gateway has', () => {
  it('is deduplicated without a send, and remembered', async () => {
    store('a')
    await add(['a'])
    expect(play.asked()).toEqual(['a'])
    await finishAll(play.asks)
    expect(play.stageOf('a')).toMatchObject({
      name: 'uploaded',
      origin: 'deduplicated',
      attempts: 0,
      result: { hash: hashFor('a'), deduplicated: true },
    })
    expect(play.stageOf('a')).toMatchObject({ first: undefined })
    expect(play.world.known.size).toBe(1)
    expect(play.sends).toEqual([])
  })

  it('does not wait for the sends of others, also of an earlier drop', async () => {
    await add(names(4, 'new'))
    await finishAll(play.asks)
    expect(play.sent()).toEqual(['new0'])
    for (const path of names(20, 'known')) store(path)
    await add(names(20, 'known'))
    for (let round = 0; round < 20; round += 1) await finishAll(play.asks)
    expect(play.store.counts.get()).toMatchObject({ uploaded: 20, uploading: 1, ready: 3 })
    expect(play.sent()).toEqual(['new0'])
  })

  it('gives its result to the files with the same content', async () => {
    store('a')
    await add(['a', 'copy=a'])
    expect(play.asked()).toEqual(['a'])
    await finishAll(play.asks)
    expect(play.stageOf('copy=a')).toMatchObject({ origin: 'already-here', first: 'a' })
  })

  it('ends its file during a pause and a hold that came meanwhile', async () => {
    store('a')
    store('b')
    await add(['a', 'b'])
    play.queue.pause()
    play.queue.hold({ gateway: 'varg', kind: 'offline' })
    await finishAll(play.asks)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
  })
})

describe('a content that the gateway does not have', () => {
  it('is sent, without another ask before its retries', async () => {
    await add(['a'])
    await finishAll(play.asks)
    expect(play.sent()).toEqual(['a'])
    play.sends[0]?.fail(new ProblemError({ kind: 'no-connection' }))
    await flushTasks()
    vi.advanceTimersByTime(30_000)
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
    expect(play.asks).toEqual([])
    await finishAll(play.sends)
    expect(play.stageOf('a')).toMatchObject({ name: 'uploaded', origin: 'new', attempts: 2 })
  })

  it('is asked for again when a person retries the failed file', async () => {
    await add(['a'])
    await finishAll(play.asks)
    play.sends[0]?.fail(refusal(413))
    await flushTasks()
    play.queue.retry([1])
    await flushTasks()
    expect(play.asked()).toEqual(['a'])
  })
})

describe('nothing is asked', () => {
  it('for a file that a person sends again', async () => {
    store('a')
    await add(['a'])
    await finishAll(play.asks)
    play.queue.retry([1])
    await flushTasks()
    expect(play.asks).toEqual([])
    expect(play.sent()).toEqual(['a'])
  })

  it('for a content whose result is known', async () => {
    play.world.known.set(contentKey({ gateway: 'varg', account: 'me', hash: hashFor('a') }), {
      result: resultFor('a'),
      path: 'before',
    })
    await add(['a'])
    expect(play.asks).toEqual([])
    expect(play.stageOf('a')).toMatchObject({ origin: 'already-here', first: 'before' })
  })

  it('for small files, until the link proves to be slow', async () => {
    await add(['a', 'b', 'c'], 200_000)
    expect(play.sent()).toEqual(['a'])
    expect(play.asks).toEqual([])
    vi.advanceTimersByTime(10_000)
    await finishAll(play.sends)
    expect(play.asked()).toEqual(['b', 'c'])
  })

  it('for files that a fast link sends at once', async () => {
    await measure(50_000_000)
    await add(['a'])
    expect(play.asks).toEqual([])
    expect(play.sent()).toEqual(['a'])
  })

  it('when the gateway cannot be asked any more', async () => {
    await add(names(6))
    expect(play.asked()).toHaveLength(4)
    play.mayAsk = false
    await finishAll(play.asks)
    expect(play.asks).toEqual([])
    expect(play.store.counts.get()).toMatchObject({ uploading: 1, ready: 5 })
  })

  it('while the queue is paused or the gateway is held', async () => {
    play.queue.pause()
    play.queue.add([{ ...fileNamed('a', 'varg'), size: SIZE }])
    play.queue.resume()
    await finishAll(play.hashes)
    await finishAll(play.asks)
    play.queue.hold({ gateway: 'varg', kind: 'offline' })
    await add(['b'])
    expect(play.asks).toEqual([])
    expect(play.stageOf('b')).toMatchObject({ reason: { kind: 'offline' } })
  })
})

describe('the number of asks', () => {
  it('is four, and fewer beside several sends', async () => {
    await measure(1_000_000)
    await add(names(10))
    expect(play.asked()).toHaveLength(4)
    await finishAll(play.asks)
    expect(play.sent()).toHaveLength(2)
    expect(play.asked()).toHaveLength(3)
  })

  it('is bounded until the link is measured, and the gateway lacks the contents', async () => {
    await add(names(30))
    for (let round = 0; round < 10; round += 1) await finishAll(play.asks)
    expect(play.store.counts.get()).toMatchObject({ uploading: 1, ready: 29 })
    expect(play.world.asks).toBeLessThanOrEqual(12)
    vi.advanceTimersByTime(40_000)
    await finishAll(play.sends)
    for (let round = 0; round < 10; round += 1) await finishAll(play.asks)
    expect(play.world.asks).toBe(30)
  })

  it('leaves the last call of a rate limit to a send', async () => {
    await measure(100_000)
    await add(names(10))
    const pace = { remaining: 1, resetAt: Date.now() + 60_000 }
    for (const ask of [...play.asks]) ask.finish(pace)
    await flushTasks()
    expect(play.asks).toEqual([])
    expect(play.sent()).toHaveLength(1)
  })
})

describe('a failed ask', () => {
  it.each<Problem>([
    { kind: 'no-connection' },
    { kind: 'no-answer', seconds: 8 },
    { kind: 'cdn-page', status: 503 },
    { kind: 'bad-answer', status: 200, expected: 'exists', got: 'nothing' },
    { kind: 'refused', status: 404, code: 'not_found', message: 'No such route.' },
    { kind: 'refused', status: 500, code: 'internal', message: 'Oops.' },
    { kind: 'unexpected', reason: '' },
  ])('costs its file no attempt and ends the asks for a while: $kind $status', async (problem) => {
    await add(names(6))
    await fail(new ProblemError(problem))
    await finishAll(play.asks)
    expect(play.asks).toEqual([])
    expect(play.stageOf('f0')).toMatchObject({ name: 'uploading', attempts: 1 })
    expect(play.store.counts.get()).toMatchObject({ uploading: 1, ready: 5 })
    vi.advanceTimersByTime(60_000)
    await finishAll(play.sends)
    expect(play.asked()).toEqual(['f4', 'f5'])
  })

  it('reports a connection that may be broken', async () => {
    await add(['a'])
    await fail(new ProblemError({ kind: 'no-connection' }))
    expect(play.world.suspected).toEqual(['varg'])
  })

  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
  ])('holds the gateway at %i', async (status, kind) => {
    await add(['a', 'b'])
    await fail(refusal(status))
    expect(play.queue.holds.get()).toMatchObject([{ kind }])
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', reason: { kind }, attempts: 0 })
    await finishAll(play.asks)
    expect(play.stageOf('b')).toMatchObject({ name: 'waiting', reason: { kind } })
  })

  it('holds the gateway at 429 for the time that it names, and is sent then', async () => {
    await add(['a'])
    await fail(refusal(429), { retryAt: Date.now() + 20_000 })
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'rate-limit' }, attempts: 0 })
    vi.advanceTimersByTime(20_000)
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })

  it('closes the gateway when our server has another upstream', async () => {
    await add(['a'])
    await fail(new ProblemError({ kind: 'other-upstream' }))
    expect(play.stageOf('a')).toMatchObject({ reason: { kind: 'key' } })
  })
})

it('asks for a file with attempts while a gateway that never worked is down', async () => {
  play.mayAsk = false
  await add(['a'])
  play.queue.hold({ gateway: 'varg', kind: 'unreachable' })
  play.sends[0]?.fail(new ProblemError({ kind: 'no-answer', seconds: 120 }))
  await flushTasks()
  play.mayAsk = true
  vi.advanceTimersByTime(30_000)
  await flushTasks()
  expect(play.asked()).toEqual(['a'])
  await fail(new ProblemError({ kind: 'no-connection' }))
  expect(play.sent()).toEqual(['a'])
})

describe('during an ask', () => {
  it('a cancel ends it, and its late answer changes nothing', async () => {
    store('a')
    play.ignoresAborts = true
    await add(['a'])
    play.queue.cancel([1])
    expect(play.asks[0]?.signal.aborted).toBe(true)
    await finishAll(play.asks)
    expect(play.stages()).toEqual(['canceled'])
  })

  it('a removal ends it', async () => {
    await add(['a'])
    play.queue.remove([1])
    await flushTasks()
    expect(play.asks).toEqual([])
    expect(play.stages()).toEqual([])
  })

  it('a redirect asks the other gateway instead', async () => {
    await add(['a'])
    play.queue.redirect('varg', 'sandbox')
    await flushTasks()
    expect(play.asks.map(({ gateway }) => gateway)).toEqual(['sandbox'])
  })

  it('a pause lets it end and sends nothing', async () => {
    await add(['a'])
    play.queue.pause()
    await finishAll(play.asks)
    expect(play.stages()).toEqual(['ready'])
    expect(play.sends).toEqual([])
    play.queue.resume()
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })

  it('another account makes its answer void', async () => {
    store('a')
    await add(['a', 'copy=a'])
    play.queue.open('varg', 'other')
    await finishAll(play.asks)
    expect(play.asks.map(({ content }) => content)).toEqual([`varg other ${hashFor('a')}`])
    await finishAll(play.asks)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
    expect([...play.world.known.keys()]).toEqual([`varg other ${hashFor('a')}`])
  })
})
