import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError } from '../api/problem.ts'
import {
  fileNamed,
  finishAll,
  flushTasks,
  hashFor,
  type Play,
  playQueue,
  refusal,
  resultFor,
  SIZE,
  type Work,
} from '../testing/played-queue.ts'

let play: Play
let { store, queue, hashes, sends, results, stages } = playQueue()

beforeEach(() => {
  play = playQueue()
  ;({ store, queue, hashes, sends, results, stages } = play)
})

describe('the pipelines', () => {
  it('hash ahead of sending under their own limits', async () => {
    queue.add(['a', 'b', 'c', 'd', 'e'].map((path) => fileNamed(path)))
    expect(hashes.map(({ id }) => id)).toEqual([1, 2, 3, 4])
    await finishAll(hashes)
    expect(sends.map(({ id }) => id)).toEqual([1, 2])
    expect(stages()).toEqual(['uploading', 'uploading', 'ready', 'ready', 'queued'])
    expect(hashes.map(({ id }) => id)).toEqual([5])
  })

  it('send in list order when a later file is hashed first', async () => {
    queue.add([fileNamed('x'), fileNamed('y')])
    await finishAll(hashes)
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    for (const work of hashes.toReversed()) {
      work.finish()
      await flushTasks()
    }
    await finishAll(sends)
    expect(sends.map(({ id }) => id)).toEqual([3, 4])
  })

  it('skip hashing when files are added with a hash', async () => {
    const hashed = (path: string) => ({
      ...fileNamed(path),
      hashed: { hash: hashFor(path), took: 3 },
    })
    queue.add([fileNamed('x'), hashed('a'), hashed('copy=a')])
    await flushTasks()
    expect(hashes.map(({ id }) => id)).toEqual([1])
    expect(sends.map(({ id }) => id)).toEqual([2])
    expect(store.get(3)?.stage).toMatchObject({
      name: 'waiting',
      reason: { kind: 'same-content', first: 'a' },
    })
  })

  it('report progress and then confirming until the response arrives', async () => {
    queue.add([fileNamed('a')])
    hashes[0]?.progress(4)
    expect(store.get(1)?.stage).toEqual({ name: 'hashing', hashed: 4 })
    await finishAll(hashes)
    sends[0]?.progress(4)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploading', sent: 4 })
    sends[0]?.progress(SIZE)
    expect(store.get(1)?.stage.name).toBe('confirming')
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploaded', origin: 'new', attempts: 1 })
  })
})

describe('the response', () => {
  it.each([
    ['hash', { hash: hashFor('other') }],
    ['size', { size: SIZE + 1 }],
  ] as const)('fails its file when its %s differs from ours', async (fact, change) => {
    results.set('a', resultFor('a', change))
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({
      name: 'failed',
      problem: { kind: 'mismatch', fact },
    })
  })
})

describe('a failed file', () => {
  it('lets the next file start, and is retried without hashing', async () => {
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    sends[0]?.fail(refusal(403))
    await flushTasks()
    expect(stages()).toEqual(['failed', 'uploading', 'uploading'])
    await finishAll(sends)
    queue.retry([1])
    expect(hashes).toEqual([])
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploaded', attempts: 1 })
  })

  it('hashes again on retry when hashing failed', async () => {
    queue.add([fileNamed('a')])
    hashes[0]?.fail(new ProblemError({ kind: 'changed-on-disk' }))
    await flushTasks()
    expect(stages()).toEqual(['failed'])
    queue.retry([1])
    expect(hashes.map(({ id }) => id)).toEqual([1])
  })

  it('has an unexpected problem when hashing throws an unknown error', async () => {
    queue.add([fileNamed('a')])
    hashes[0]?.fail(new Error('out of memory'))
    await flushTasks()
    expect(store.get(1)?.stage).toMatchObject({
      problem: { kind: 'unexpected', reason: 'out of memory' },
    })
  })

  it('sends an uploaded file again when a person retries it', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    await finishAll(sends)
    queue.retry([1])
    expect(sends.map(({ id }) => id)).toEqual([1])
  })
})

describe('cancel and removal', () => {
  it('abort the send and start the next file', async () => {
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    const { signal } = sends[0] as Work
    queue.cancel([1])
    expect(signal.aborted).toBe(true)
    await flushTasks()
    expect(stages()).toEqual(['canceled', 'uploading', 'uploading'])
  })

  it('ignore progress of an aborted task when its file was retried', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    const late = sends[0] as Work
    queue.cancel([1])
    queue.retry([1])
    late.progress(5)
    await flushTasks()
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploading', sent: 0 })
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded'])
  })

  it('ignore a late hash or response when the file was canceled', async () => {
    play.ignoresAborts = true
    queue.add([fileNamed('a'), fileNamed('b')])
    const [a, b] = [...hashes] as [Work, Work]
    b.finish()
    await flushTasks()
    const sendOfB = sends[0] as Work
    queue.cancel([1, 2])
    a.progress(3)
    sendOfB.progress(3)
    a.finish()
    sendOfB.finish()
    await flushTasks()
    expect(stages()).toEqual(['canceled', 'canceled'])
  })

  it('ignore the response of a canceled send when the next one runs', async () => {
    play.ignoresAborts = true
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    const first = sends[0] as Work
    queue.cancel([1])
    queue.retry([1])
    first.finish()
    await flushTasks()
    expect(stages()).toEqual(['uploading'])
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploaded', attempts: 1 })
  })

  it('take a waiting file out of the queue', async () => {
    queue.add(['a', 'b', 'c', 'd', 'e'].map((path) => fileNamed(path)))
    queue.cancel([5])
    await finishAll(hashes)
    expect(hashes).toEqual([])
    expect(stages().at(-1)).toBe('canceled')
  })

  it('free the slot before listeners are notified', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    store.subscribe(1, () => {
      if (store.get(1)?.stage.name === 'failed') queue.retry([1])
    })
    sends[0]?.fail(refusal(403))
    await flushTasks()
    expect(stages()).toEqual(['uploading'])
    queue.add([fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    expect(sends).toHaveLength(2)
    await finishAll(sends)
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('forget a file when it is removed while it is hashed', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    queue.remove([1])
    await finishAll(hashes)
    await finishAll(sends)
    expect(store.ids.get()).toEqual([2])
    expect(stages()).toEqual(['uploaded'])
  })
})

describe('the undo of a cancel', () => {
  it('puts files back into their stages, places and pause when they wait', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
    queue.add(['a', 'b', 'c', 'copy=c'].map((path) => fileNamed(path)))
    await finishAll(hashes)
    queue.add([fileNamed('d'), { ...fileNamed('lost'), file: undefined }])
    sends[0]?.fail(refusal(503), { retryAt: 1_600_000 })
    await flushTasks()
    hashes[0]?.progress(1)
    queue.pause()
    const before = Array.from(store.all(), ({ stage }) => stage)
    expect(stages()).toEqual([
      ...['waiting', 'uploading', 'uploading', 'waiting'],
      ...['hashing', 'missing-file'],
    ])
    const undo = queue.cancel(store.ids.get())
    expect(new Set(stages())).toEqual(new Set(['canceled']))
    await flushTasks()
    undo()
    expect(Array.from(store.all(), ({ stage }) => stage)).toMatchObject([
      before[0] ?? {},
      { name: 'ready', attempts: 0 },
      { name: 'ready', attempts: 0 },
      before[3] ?? {},
      { name: 'queued' },
      before[5] ?? {},
    ])
    queue.resume()
    await flushTasks()
    expect(play.sent()).toEqual(['b', 'c'])
    await finishAll(sends)
    vi.advanceTimersByTime(600_000)
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
    expect(play.stageOf('a')).toMatchObject({ attempts: 2 })
    vi.useRealTimers()
  })

  it('sends a returned file first when it was to be sent first', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    hashes[1]?.finish()
    await flushTasks()
    queue.hold({ gateway: 'varg', kind: 'offline' })
    sends[0]?.fail(new ProblemError({ kind: 'no-connection' }))
    await finishAll(hashes)
    queue.cancel([1, 2])()
    queue.unhold('varg', 'offline')
    await flushTasks()
    expect(play.sent()).toEqual(['b', 'a'])
  })

  it('sends the same file of two with one content when the later one was hashed first', async () => {
    queue.add([fileNamed('a'), fileNamed('copy=a')])
    queue.pause()
    hashes[1]?.finish()
    await flushTasks()
    hashes[0]?.finish()
    await flushTasks()
    queue.cancel([1, 2])()
    queue.resume()
    await flushTasks()
    expect(play.sent()).toEqual(['copy=a'])
  })

  it('hashes the bytes again when a person had chosen them for a missing file', async () => {
    queue.add([{ ...fileNamed('a'), file: undefined, stage: READY }])
    queue.chooseAgain(1, fileNamed('a'))
    queue.cancel([1])()
    await finishAll(hashes)
    expect(play.sent()).toEqual(['a'])
  })

  it('leaves a file alone when it was retried or removed meanwhile', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    await finishAll(hashes)
    const undo = queue.cancel([1, 2])
    queue.retry([1])
    queue.remove([2])
    await flushTasks()
    undo()
    expect(sends).toHaveLength(1)
    expect(stages()).toEqual(['uploading'])
  })
})

const READY = { name: 'ready', hash: hashFor('a'), attempts: 0 } as const

describe('pause, hold and redirect', () => {
  it('finish the work in flight but start nothing when paused', async () => {
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    queue.pause()
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'ready'])
    expect(sends).toEqual([])
    queue.resume()
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('end the pause when no work is left', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    queue.pause()
    queue.cancel([1])
    expect(queue.paused.get()).toBe(true)
    queue.remove([1, 2])
    expect(queue.paused.get()).toBe(false)
    queue.add([fileNamed('c')])
    expect(hashes.map(({ id }) => id)).toEqual([3])
  })

  it('hold one gateway only, and store the reason', async () => {
    queue.hold({ gateway: 'varg', kind: 'key' })
    queue.add([fileNamed('a'), fileNamed('b', 'sandbox'), fileNamed('c')])
    await finishAll(hashes)
    expect(sends.map(({ id }) => id)).toEqual([2])
    expect(store.get(1)?.stage).toMatchObject({ name: 'waiting', reason: { kind: 'key' } })
    queue.unhold('varg', 'key')
    await flushTasks()
    expect(sends.map(({ id }) => id)).toEqual([2, 1])
    await finishAll(sends)
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('redirect only files that were never sent', async () => {
    queue.add([fileNamed('done')])
    await finishAll(hashes)
    await finishAll(sends)
    queue.hold({ gateway: 'varg', kind: 'key' })
    queue.add([fileNamed('held'), fileNamed('hashing')])
    hashes[0]?.finish()
    await flushTasks()
    queue.redirect('varg', 'sandbox')
    await finishAll(hashes)
    expect(sends.map(({ id, gateway }) => [id, gateway])).toEqual([
      [2, 'sandbox'],
      [3, 'sandbox'],
    ])
    expect(store.get(1)?.gateway).toBe('varg')
    queue.redirect('sandbox', 'varg')
    expect(sends.map(({ id }) => store.get(id)?.gateway)).toEqual(['sandbox', 'sandbox'])
  })
})
