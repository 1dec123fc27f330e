import { beforeEach, describe, expect, it } from 'vitest'
import {
  createWorld,
  fileNamed,
  finishAll,
  hashFor,
  type Play,
  playQueue,
  refusal,
  settle,
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
  it('is sent once: the second waits for the first, and is already here', async () => {
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

  it('passes to the second where the first fails, is canceled or removed', async () => {
    await add('a', 'b=a', 'c=a', 'd=a')
    play.sends[0]?.fail(refusal(413))
    await settle()
    expect(play.sent()).toEqual(['b=a'])
    expect(play.stageOf('d=a')).toMatchObject({ reason: { first: 'b=a' } })
    play.queue.cancel([2])
    await settle()
    expect(play.sent()).toEqual(['c=a'])
    play.queue.remove([3])
    await settle()
    expect(play.sent()).toEqual(['d=a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['failed', 'canceled', 'uploaded'])
  })

  it('that the gateway is known to have is not sent at all', async () => {
    await add('a')
    await finishAll(play.sends)
    play.queue.remove([1])
    await add('later=a')
    await settle()
    expect(play.stageOf('later=a')).toMatchObject({ origin: 'already-here', first: 'a' })
  })

  it('is sent whatever is known, when a person says Upload again, but never twice at once', async () => {
    await add('a', 'b=a')
    await finishAll(play.sends)
    play.queue.retry([1, 2])
    await settle()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['b=a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
  })

  it('of another gateway or another key is another', async () => {
    await add('a')
    await finishAll(play.sends)
    play.queue.add([fileNamed('s=a', 'sandbox')])
    await finishAll(play.hashes)
    expect(play.sent()).toEqual(['s=a'])
    play.queue.open('varg', 'other')
    await add('o=a')
    expect(play.sent()).toEqual(['s=a', 'o=a'])
  })

  it('is asked for anew when another key comes while copies wait', async () => {
    await add('a', 'copy=a')
    play.sends[0]?.fail(refusal(401))
    await settle()
    play.queue.open('varg', 'other')
    await settle()
    expect(play.sent()).toEqual(['a'])
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded', 'uploaded'])
  })
})

describe('another tab', () => {
  it('that sends the same content is waited for without a slot; then it is already here', async () => {
    const world = createWorld()
    play = playQueue(world, 1)
    const other = playQueue(world)
    other.queue.add([fileNamed('theirs=a')])
    await finishAll(other.hashes)
    await settle()
    await add('a', 'b')
    await settle()
    expect(play.stageOf('a')).toMatchObject({ name: 'waiting', reason: { kind: 'other-tab' } })
    expect(play.sent()).toEqual(['b'])
    await finishAll(other.sends)
    await finishAll(play.sends)
    await settle()
    expect(play.stageOf('a')).toMatchObject({ origin: 'already-here', first: 'theirs=a' })
  })

  it('that fails leaves it to this one', async () => {
    const world = createWorld()
    play = playQueue(world)
    const other = playQueue(world)
    other.queue.add([fileNamed('a')])
    await finishAll(other.hashes)
    await add('a')
    other.sends[0]?.fail(refusal(413))
    await settle()
    await settle()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('a file without its bytes', () => {
  it('asks to be chosen again, and goes on in its old place when the bytes are dropped', async () => {
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

  it('gives bytes that were chosen for it to the file that they belong to, and waits on', async () => {
    const lost = (path: string) => ({
      ...fileNamed(path),
      file: undefined,
      stage: { name: 'ready', hash: hashFor(path), attempts: 0 } as const,
    })
    play.queue.add([lost('a'), lost('b')])
    play.queue.chooseAgain(1, fileNamed('b'))
    await finishAll(play.hashes)
    expect(play.stages()).toEqual(['missing-file', 'uploading'])
  })

  it('takes no other bytes where its own are known', async () => {
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

  it('that was never hashed takes what a person chooses for it', async () => {
    play.queue.add([{ ...fileNamed('a'), file: undefined }])
    expect(play.stages()).toEqual(['missing-file'])
    play.queue.chooseAgain(1, fileNamed('a'))
    await finishAll(play.hashes)
    await finishAll(play.sends)
    expect(play.stages()).toEqual(['uploaded'])
  })

  it('and was uploaded asks for them before it is sent again, and keeps its URL', async () => {
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
    await settle()
    expect(play.sent()).toEqual(['a'])
  })
})

describe('how many are sent at a time', () => {
  it('can be changed while files are under way', async () => {
    await add('a', 'b', 'c', 'd', 'e')
    expect(play.sent()).toEqual(['a', 'b'])
    play.queue.setSends(4)
    await settle()
    expect(play.sent()).toEqual(['a', 'b', 'c', 'd'])
    play.queue.setSends(1)
    await finishAll(play.sends)
    expect(play.sent()).toEqual(['e'])
  })
})

describe('another file that was chosen for one whose bytes are lost', () => {
  const other = { ...fileNamed('wrong=B'), size: 11, mediaType: 'image/gif' }

  beforeEach(() => {
    const stage = { name: 'ready', hash: hashFor('A'), attempts: 0 } as const
    play.queue.add([{ ...fileNamed('row=A'), file: undefined, stage }])
    play.queue.chooseAgain(1, other)
  })

  it.each([
    ['is found out', async () => finishAll(play.hashes)],
    ['is canceled before', async () => play.queue.cancel([1])],
    ['cannot be read', async () => play.hashes[0]?.fail(new Error('gone'))],
  ])('leaves no trace where it %s, whatever is pressed then', async (_, happen) => {
    await happen()
    await settle()
    play.queue.cancel([1])
    play.queue.retry([1])
    await settle()
    expect(play.sent()).toEqual([])
    expect(play.stageOf('row=A')).toMatchObject({ name: 'missing-file', hash: hashFor('A') })
    expect(play.store.get(1)).toMatchObject({ file: undefined, size: 10, mediaType: 'image/png' })
  })
})
