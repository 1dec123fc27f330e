import { beforeEach, describe, expect, it } from 'vitest'
import {
  createWorld,
  fileNamed,
  finishAll,
  flushTasks,
  hashFor,
  type Play,
  playQueue,
  refusal,
} from '../testing/played-queue.ts'

let play: Play

beforeEach(() => {
  play = playQueue()
})

async function add(...paths: string[]): Promise<void> {
  play.queue.add(paths.map((path) => fileNamed(path)))
  while (play.hashes.length > 0) await finishAll(play.hashes)
}

describe('the same content', () => {
  it('is sent once, and the second file gets the result of the first', async () => {
    await add('a', 'copy=a', 'b')
    expect(play.sent()).toEqual(['a', 'b'])
    expect(play.stageOf('copy=a')).toMatchObject({
      name: 'waiting',
      reason: { kind: 'same-content', first: 'a' },
    })
    await finishAll(play.sends)
    expect(play.stageOf('copy=a')).toMatchObject({
      name: 'uploaded',
      origin: 'already-here',
      first: 'a',
      attempts: 0,
    })
  })

  it('is sent for the next file when the first fails, is canceled or removed', async () => {
    await add('a', 'b=a', 'c=a', 'd=a')
    play.sends[0]?.fail(refusal(413))
    await flushTasks()
    expect(play.sent()).toEqual(['b=a'])
    expect(play.stageOf('d=a')).toMatchObject({ reason: { first: 'b=a' } })
    play.queue.cancel([2])
    await flushTasks()
    expect(play.sent()).toEqual(['c=a'])
    play.queue.remove([3])
    await flushTasks()
    expect(play.sent()).toEqual(['d=a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['failed', 'canceled', 'uploaded'])
  })

  it('is not sent when its result is known', async () => {
    await add('a')
    await finishAll(play.sends)
    play.queue.remove([1])
    await add('later=a')
    await flushTasks()
    expect(play.stageOf('later=a')).toMatchObject({ origin: 'already-here', first: 'a' })
  })

  it('is sent again when a person retries it, one file at a time', async () => {
    await add('a', 'b=a')
    await finishAll(play.sends)
    play.queue.retry([1, 2])
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['b=a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
  })

  it('is sent again for another gateway or key', async () => {
    await add('a')
    await finishAll(play.sends)
    play.queue.add([fileNamed('s=a', 'sandbox')])
    await finishAll(play.hashes)
    expect(play.sent()).toEqual(['s=a'])
    play.queue.open('varg', 'other')
    await add('o=a')
    expect(play.sent()).toEqual(['s=a', 'o=a'])
  })

  it('is locked again when the key changes while copies wait', async () => {
    await add('a', 'copy=a')
    play.sends[0]?.fail(refusal(401))
    await flushTasks()
    play.queue.open('varg', 'other')
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
  })
})

describe('another tab', () => {
  it('frees the slot while it sends the same content, and shares its result', async () => {
    const world = createWorld()
    play = playQueue(world, 1)
    const other = playQueue(world)
    other.queue.add([fileNamed('theirs=a')])
    await finishAll(other.hashes)
    await flushTasks()
    await add('a', 'b')
    await flushTasks()
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', reason: { kind: 'other-tab' } })
    expect(play.sent()).toEqual(['b'])
    await finishAll(other.sends)
    await finishAll(play.sends)
    await flushTasks()
    expect(play.stageOf('a')).toMatchObject({ origin: 'already-here', first: 'theirs=a' })
  })

  it('leaves the content to this tab when its send fails', async () => {
    const world = createWorld()
    play = playQueue(world)
    const other = playQueue(world)
    other.queue.add([fileNamed('a')])
    await finishAll(other.hashes)
    await add('a')
    other.sends[0]?.fail(refusal(413))
    await flushTasks()
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('a file without its bytes', () => {
  it('continues in its old place when its bytes are dropped', async () => {
    play.queue.add([
      {
        ...fileNamed('a'),
        file: undefined,
        stage: { name: 'ready', hash: hashFor('a'), attempts: 0 },
      },
      fileNamed('b'),
    ])
    await finishAll(play.hashes)
    expect(play.stageOf('a')).toMatchObject({ name: 'missing-file' })
    await add('other')
    await add('again=a')
    expect(play.store.ids.get().map((id) => play.store.get(id)?.path)).toEqual(['a', 'b', 'other'])
    await finishAll(play.sends)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded', 'uploaded'])
  })

  it('passes chosen bytes to the file that they belong to', async () => {
    const missing = (path: string) => ({
      ...fileNamed(path),
      file: undefined,
      stage: { name: 'ready', hash: hashFor(path), attempts: 0 } as const,
    })
    play.queue.add([missing('a'), missing('b')])
    play.queue.chooseAgain(1, fileNamed('b'))
    await finishAll(play.hashes)
    expect(play.stages()).toEqual(['missing-file', 'uploading'])
  })

  it('refuses other bytes when its hash is known', async () => {
    play.queue.add([
      {
        ...fileNamed('a'),
        file: undefined,
        stage: { name: 'ready', hash: hashFor('z'), attempts: 0 },
      },
    ])
    play.queue.chooseAgain(1, fileNamed('a'))
    await finishAll(play.hashes)
    expect(play.stageOf('a')).toMatchObject({
      name: 'missing-file',
      problem: { kind: 'other-content' },
    })
  })

  it('takes any chosen bytes when it was never hashed', async () => {
    play.queue.add([{ ...fileNamed('a'), file: undefined }])
    expect(play.stages()).toEqual(['missing-file'])
    play.queue.chooseAgain(1, fileNamed('a'))
    await finishAll(play.hashes)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded'])
  })

  it('asks for its bytes before it is sent again, and keeps its URL', async () => {
    await add('a')
    await finishAll(play.sends)
    play.store.refill(1, { ...fileNamed('a'), file: undefined })
    play.queue.retry([1])
    expect(play.stageOf('a')).toMatchObject({
      name: 'missing-file',
      earlier: { hash: hashFor('a') },
    })
    play.queue.chooseAgain(1, fileNamed('a'))
    await finishAll(play.hashes)
    await flushTasks()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('the number of concurrent sends', () => {
  it('can change while files are in flight', async () => {
    await add('a', 'b', 'c', 'd', 'e')
    expect(play.sent()).toEqual(['a', 'b'])
    play.queue.setSends(4)
    await flushTasks()
    expect(play.sent()).toEqual(['a', 'b', 'c', 'd'])
    play.queue.setSends(1)
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['e'])
  })
})

describe('a wrong file chosen for a missing one', () => {
  const other = { ...fileNamed('wrong=B'), size: 11, mediaType: 'image/gif' }

  beforeEach(() => {
    const stage = { name: 'ready', hash: hashFor('A'), attempts: 0 } as const
    play.queue.add([{ ...fileNamed('row=A'), file: undefined, stage }])
    play.queue.chooseAgain(1, other)
  })

  it.each([
    ['its hash differs', async () => finishAll(play.hashes)],
    ['it is canceled before', async () => play.queue.cancel([1])],
    ['it cannot be read', async () => play.hashes[0]?.fail(new Error('gone'))],
  ])('leaves no trace when %s', async (_, happen) => {
    await happen()
    await flushTasks()
    play.queue.cancel([1])
    play.queue.retry([1])
    await flushTasks()
    expect(play.sent()).toEqual([])
    expect(play.stageOf('row=A')).toMatchObject({ name: 'missing-file', hash: hashFor('A') })
    expect(play.store.get(1)).toMatchObject({ file: undefined, size: 10, mediaType: 'image/png' })
  })
})
