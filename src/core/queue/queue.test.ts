import { beforeEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../api/problem.ts'
import {
  fileNamed,
  finishAll,
  hashFor,
  type Play,
  playQueue,
  refusal,
  resultFor,
  SIZE,
  settle,
  type Work,
} from '../testing/played-queue.ts'

let play: Play
let { store, queue, hashes, sends, answers, stages } = playQueue()

beforeEach(() => {
  play = playQueue()
  ;({ store, queue, hashes, sends, answers, stages } = play)
})

describe('the two pipelines', () => {
  it('hash ahead of sending, each under its own limit', async () => {
    queue.add(['a', 'b', 'c', 'd', 'e'].map((path) => fileNamed(path)))
    expect(hashes.map(({ id }) => id)).toEqual([1, 2, 3, 4])
    await finishAll(hashes)
    expect(sends.map(({ id }) => id)).toEqual([1, 2])
    expect(stages()).toEqual(['uploading', 'uploading', 'ready', 'ready', 'queued'])
    expect(hashes.map(({ id }) => id)).toEqual([5])
  })

  it('send in the order shown, even where a later file was hashed first', async () => {
    queue.add([fileNamed('x'), fileNamed('y')])
    await finishAll(hashes)
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    for (const work of hashes.toReversed()) {
      work.finish()
      await settle()
    }
    await finishAll(sends)
    expect(sends.map(({ id }) => id)).toEqual([3, 4])
  })

  it('send at once what comes hashed, which needs no turn for that', async () => {
    const hashed = (path: string) => ({
      ...fileNamed(path),
      hashed: { hash: hashFor(path), took: 3 },
    })
    queue.add([fileNamed('x'), hashed('a'), hashed('copy=a')])
    await settle()
    expect(hashes.map(({ id }) => id)).toEqual([1])
    expect(sends.map(({ id }) => id)).toEqual([2])
    expect(store.get(3)?.stage).toMatchObject({
      name: 'waiting',
      reason: { kind: 'same-content', first: 'a' },
    })
  })

  it('tell progress, and that every byte is out while no answer is in', async () => {
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

describe('the answer', () => {
  it.each([
    ['hash', { hash: hashFor('other') }],
    ['size', { size: SIZE + 1 }],
  ] as const)('that disagrees with our %s is a failure, not a success', async (fact, change) => {
    answers.set('a', resultFor('a', change))
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({
      name: 'failed',
      problem: { kind: 'mismatch', fact },
    })
  })
})

describe('failure and retry', () => {
  it('fails one file and goes on with the next; retry sends without hashing again', async () => {
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    sends[0]?.fail(refusal(403))
    await settle()
    expect(stages()).toEqual(['failed', 'uploading', 'uploading'])
    await finishAll(sends)
    queue.retry([1])
    expect(hashes).toEqual([])
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploaded', attempts: 1 })
  })

  it('hashes again what failed while it was hashed', async () => {
    queue.add([fileNamed('a')])
    hashes[0]?.fail(new ProblemError({ kind: 'changed-on-disk' }))
    await settle()
    expect(stages()).toEqual(['failed'])
    queue.retry([1])
    expect(hashes.map(({ id }) => id)).toEqual([1])
  })

  it('names an error that is no Problem of ours', async () => {
    queue.add([fileNamed('a')])
    hashes[0]?.fail(new Error('out of memory'))
    await settle()
    expect(store.get(1)?.stage).toMatchObject({
      problem: { kind: 'unexpected', reason: 'out of memory' },
    })
  })

  it('sends once more what was uploaded, when asked', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    await finishAll(sends)
    queue.retry([1])
    expect(sends.map(({ id }) => id)).toEqual([1])
  })
})

describe('cancel and remove', () => {
  it('abort what is under way and give its place to the next', async () => {
    queue.add([fileNamed('a'), fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    const { signal } = sends[0] as Work
    queue.cancel([1])
    expect(signal.aborted).toBe(true)
    await settle()
    expect(stages()).toEqual(['canceled', 'uploading', 'uploading'])
  })

  it('let no unwinding run speak for a file that was retried meanwhile', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    const late = sends[0] as Work
    queue.cancel([1])
    queue.retry([1])
    late.progress(5)
    await settle()
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploading', sent: 0 })
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded'])
  })

  it('let no late hash or answer speak for a file that was canceled', async () => {
    play.deaf = true
    queue.add([fileNamed('a'), fileNamed('b')])
    const [a, b] = [...hashes] as [Work, Work]
    b.finish()
    await settle()
    const sendOfB = sends[0] as Work
    queue.cancel([1, 2])
    a.progress(3)
    sendOfB.progress(3)
    a.finish()
    sendOfB.finish()
    await settle()
    expect(stages()).toEqual(['canceled', 'canceled'])
  })

  it('let no answer to a canceled send pass for that of the next', async () => {
    play.deaf = true
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    const first = sends[0] as Work
    queue.cancel([1])
    queue.retry([1])
    first.finish()
    await settle()
    expect(stages()).toEqual(['uploading'])
    await finishAll(sends)
    expect(store.get(1)?.stage).toMatchObject({ name: 'uploaded', attempts: 1 })
  })

  it('take a file out of the line in which it waits', async () => {
    queue.add(['a', 'b', 'c', 'd', 'e'].map((path) => fileNamed(path)))
    queue.cancel([5])
    await finishAll(hashes)
    expect(hashes).toEqual([])
    expect(stages().at(-1)).toBe('canceled')
  })

  it('free the slot before anybody is told of the end', async () => {
    queue.add([fileNamed('a')])
    await finishAll(hashes)
    store.subscribe(1, () => {
      if (store.get(1)?.stage.name === 'failed') queue.retry([1])
    })
    sends[0]?.fail(refusal(403))
    await settle()
    expect(stages()).toEqual(['uploading'])
    queue.add([fileNamed('b'), fileNamed('c')])
    await finishAll(hashes)
    expect(sends).toHaveLength(2)
    await finishAll(sends)
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('forget a file that is removed in the middle', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    queue.remove([1])
    await finishAll(hashes)
    await finishAll(sends)
    expect(store.ids.get()).toEqual([2])
    expect(stages()).toEqual(['uploaded'])
  })
})

describe('pause and hold', () => {
  it('pause starts nothing new and lets go on what is under way', async () => {
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

  it('pause ends with the work: the next drop starts at once', async () => {
    queue.add([fileNamed('a'), fileNamed('b')])
    queue.pause()
    queue.cancel([1])
    expect(queue.paused.get()).toBe(true)
    queue.remove([1, 2])
    expect(queue.paused.get()).toBe(false)
    queue.add([fileNamed('c')])
    expect(hashes.map(({ id }) => id)).toEqual([3])
  })

  it('a hold stops one gateway only, and says why', async () => {
    queue.hold({ gateway: 'varg', kind: 'key' })
    queue.add([fileNamed('a'), fileNamed('b', 'sandbox'), fileNamed('c')])
    await finishAll(hashes)
    expect(sends.map(({ id }) => id)).toEqual([2])
    expect(store.get(1)?.stage).toMatchObject({ name: 'waiting', reason: { kind: 'key' } })
    queue.unhold('varg', 'key')
    await settle()
    expect(sends.map(({ id }) => id)).toEqual([2, 1])
    await finishAll(sends)
    await finishAll(sends)
    expect(stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('redirect takes along what was never sent, and nothing else', async () => {
    queue.add([fileNamed('done')])
    await finishAll(hashes)
    await finishAll(sends)
    queue.hold({ gateway: 'varg', kind: 'key' })
    queue.add([fileNamed('held'), fileNamed('hashing')])
    hashes[0]?.finish()
    await settle()
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
