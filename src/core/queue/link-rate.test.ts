import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileNamed, finishAll, flushTasks, type Play, playQueue } from '../testing/played-queue.ts'
import { createLinkRate, type LinkRate, type Send } from './link-rate.ts'

const MB = 1_000_000
const KB = 1_000

let link: LinkRate

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
  link = createLinkRate()
})

afterEach(() => vi.useRealTimers())

const sendOf = (size: number, peers = 1): Send => ({ size, sent: 0, began: Date.now(), peers })

/** Number of files of this size that may be sent at a time. */
function roomFor(size: number): number {
  const sends: Send[] = []
  while (sends.length < 9 && link.hasRoom(size, sends)) sends.push(sendOf(size))
  return sends.length
}

/** Completes a send that had `peers` concurrent sends. */
function arrive(size: number, seconds: number, peers = 1): void {
  const send = sendOf(size, peers)
  vi.advanceTimersByTime(seconds * 1000)
  link.noteArrival(send, peers)
}

describe('the link', () => {
  it.each([
    ['8 MB', 8 * MB, 1],
    ['1 MB', MB, 1],
    ['100 kB', 100 * KB, 3],
    ['4 kB', 4 * KB, 9],
  ])('assumes the lowest rate for files of %s when it was never measured', (_, size, room) => {
    expect(roomFor(size)).toBe(room)
  })

  it.each([
    ['5 MB/s', 8 * MB, 1.6, 5],
    ['1 MB/s', 8 * MB, 8, 2],
    ['200 kB/s', 8 * MB, 40, 1],
    ['50 kB/s', 8 * MB, 160, 1],
  ])(
    'takes the large files that fit into 20 s when a file was sent at %s',
    (_, size, seconds, room) => {
      arrive(size, seconds)
      expect(roomFor(size)).toBe(room)
    },
  )

  it('adds the rates of concurrent sends', () => {
    arrive(8 * MB, 8, 3)
    expect(roomFor(8 * MB)).toBe(5)
  })

  it('is bounded by a send in flight before it is measured', () => {
    const send = sendOf(5 * MB)
    vi.advanceTimersByTime(4_000)
    link.noteProgress({ ...send, sent: MB }, 1)
    expect(link.rateAtMost()).toBe(250 * KB)
    arrive(5 * MB, 40)
    expect(link.rateAtMost()).toBe(125 * KB)
  })

  it('ignores the time of tiny files', () => {
    arrive(8 * MB, 1)
    arrive(4 * KB, 2)
    expect(roomFor(8 * MB)).toBe(5)
  })

  it.each([
    ['tiny file', 4 * KB, 2 * KB],
    ['large file that is sent whole', MB, MB],
  ])('keeps its rate when a %s waits for long', (_, size, sent) => {
    arrive(8 * MB, 1)
    const silent = { ...sendOf(size), sent }
    vi.advanceTimersByTime(60_000)
    link.noteProgress(silent, 1)
    expect(roomFor(8 * MB)).toBe(5)
  })

  it('reserves a connection for progress requests when a file is not tiny', () => {
    arrive(8 * MB, 0.1)
    expect(roomFor(100 * KB)).toBe(5)
    expect(link.hasRoom(4 * KB, Array(5).fill(sendOf(4 * KB)))).toBe(true)
    expect(link.hasRoom(4 * KB, Array(5).fill(sendOf(MB)))).toBe(false)
    expect(link.hasRoom(MB, Array(5).fill(sendOf(4 * KB)))).toBe(false)
  })

  it('updates its rate while a file is in flight', () => {
    arrive(8 * MB, 1)
    const send = sendOf(50 * MB)
    send.sent = MB
    vi.advanceTimersByTime(2_000)
    link.noteProgress(send, 1)
    // The first seconds measure nothing.
    expect(roomFor(8 * MB)).toBe(5)
    vi.advanceTimersByTime(38_000)
    link.noteProgress(send, 1)
    expect(roomFor(8 * MB)).toBe(1)
    send.sent = 48 * MB
    link.noteProgress(send, 1)
    expect(roomFor(8 * MB)).toBe(2)
  })
})

describe('the queue', () => {
  let play: Play

  beforeEach(() => {
    vi.useRealTimers()
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
    play = playQueue(undefined, 3)
  })

  async function add(size: number, ...paths: string[]): Promise<void> {
    play.queue.add(paths.map((path) => ({ ...fileNamed(path), size })))
    await finishAll(play.hashes)
  }

  async function finishFirst(seconds: number): Promise<void> {
    vi.setSystemTime(Date.now() + seconds * 1000)
    play.sends[0]?.finish()
    await flushTasks()
  }

  it('sends one large file at a time while the link is slow', async () => {
    await add(8 * MB, 'a', 'b', 'c', 'd', 'e')
    await finishAll(play.hashes)
    expect(play.sent()).toEqual(['a'])
    await finishFirst(160)
    expect(play.sent()).toEqual(['b'])
    await finishFirst(1)
    expect(play.sent()).toEqual(['c', 'd', 'e'])
  })

  it('sends small files up to the setting when the link is not measured', async () => {
    await add(4 * KB, 'a', 'b', 'c', 'd')
    expect(play.sent()).toEqual(['a', 'b', 'c'])
  })

  it('sends to the other gateway when one link is slow', async () => {
    await add(8 * MB, 'a', 'b')
    play.queue.add([{ ...fileNamed('c', 'sandbox'), size: 8 * MB }])
    await finishAll(play.hashes)
    expect(play.sent()).toEqual(['a', 'c'])
  })

  it('sends at most five large files at a time when six are set', async () => {
    play.queue.setSends(6)
    await add(100 * KB, 'warm')
    await finishFirst(0.01)
    await add(MB, 'a', 'b', 'c', 'd')
    await add(MB, 'e', 'f', 'g')
    await finishAll(play.hashes)
    expect(play.sent()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
