import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFileBackup, type FileBackup } from './file-backup.ts'

const TIMEOUTS = 400
const MOVING_PAUSE = 1000
const SOON = 30_000
const OPTIONS = {
  timeouts: TIMEOUTS,
  movingPause: MOVING_PAUSE,
  batchBytes: 100,
  batchFiles: 3,
}

/** Bytes by key: what the storage holds. */
let disk: Map<string, number>
let capacity: number
let copies: string[][]
let removals: string[][]
let onFull: ReturnType<typeof vi.fn<() => void>>
/** Called before a copy is done; a test may wait or throw in it. */
let copying: (keys: string[]) => Promise<void>
let unreadable: Set<string>
let moving: boolean
let keeper: FileBackup

const full = () => new DOMException('full', 'QuotaExceededError')

beforeEach(() => {
  vi.useFakeTimers()
  disk = new Map()
  capacity = 10_000
  copies = []
  removals = []
  onFull = vi.fn()
  copying = async () => {}
  unreadable = new Set()
  moving = false
  keeper = createFileBackup(
    {
      room: async () => capacity - [...disk.values()].reduce((sum, size) => sum + size, 0),
      async keep(files) {
        const keys = files.map(({ key }) => key)
        copies.push(keys)
        await copying(keys)
        const read = files.filter(({ key }) => !unreadable.has(key))
        for (const { key, file } of read) disk.set(key, file.size)
        return read.map(({ key }) => key)
      },
      async forget(keys) {
        removals.push([...keys])
        for (const key of keys) disk.delete(key)
      },
      isMoving: () => moving,
      onFull,
    },
    OPTIONS,
  )
})

afterEach(() => vi.useRealTimers())

function want(key: string, size: number): void {
  keeper.want(key, new File(['x'.repeat(size)], key), size)
}

/** Lets the patience pass, and all work be done. */
async function wait(milliseconds = TIMEOUTS): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
}

/** Holds every copy until the returned function is called. */
function holdCopies(): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  copying = () => held
  return () => release()
}

describe('the keeper of bytes', () => {
  it('copies the smallest first, some at a time, and a large one alone', async () => {
    want('large', 150)
    for (const size of [40, 30, 20, 10]) want(`of ${size}`, size)
    want('of 90', 90)
    await wait()
    expect(copies).toEqual([['of 10', 'of 20', 'of 30'], ['of 40'], ['of 90'], ['large']])
    expect(keeper.has('large')).toBe(true)
  })

  it('leaves alone what is done before its patience ends', async () => {
    for (let index = 0; index < 1000; index += 1) want(`${index}`, 1)
    await wait(TIMEOUTS - 1)
    for (let index = 0; index < 999; index += 1) keeper.release(`${index}`)
    await wait(1)
    expect(copies).toEqual([['999']])
    expect(removals).toEqual([])
  })

  it('copies some at a time where all are sent soon, beginning with those that are sent last', async () => {
    moving = true
    for (const key of ['sent', 'first', 'second', 'third', 'fourth']) want(key, 1)
    await wait(TIMEOUTS - 1)
    keeper.release('sent')
    await wait(1)
    expect(copies).toEqual([['fourth', 'third', 'second']])
    await wait(MOVING_PAUSE - 1)
    expect(copies).toHaveLength(1)
    await wait(1)
    expect(copies).toEqual([['fourth', 'third', 'second'], ['first']])
  })

  it('copies one after the other where sending takes long, however many were sent', async () => {
    moving = true
    for (let index = 0; index < 10; index += 1) want(`${index}`, 1)
    keeper.release('0')
    await wait(SOON)
    keeper.release('1')
    copies = []
    for (let index = 10; index < 20; index += 1) want(`${index}`, 1)
    await wait(TIMEOUTS)
    expect(copies.flat()).toHaveLength(10)
  })

  it('gives each file a patience of its own', async () => {
    want('early', 1)
    await wait(TIMEOUTS - 100)
    want('late', 1)
    await wait(100)
    expect([keeper.has('early'), keeper.has('late')]).toEqual([true, false])
    await wait(TIMEOUTS - 101)
    expect(keeper.has('late')).toBe(false)
    await wait(1)
    expect(keeper.has('late')).toBe(true)
  })

  it('makes one copy at a time, and takes up what came meanwhile', async () => {
    const release = holdCopies()
    want('a', 90)
    await wait()
    want('b', 5)
    await wait(10 * TIMEOUTS)
    expect(copies).toEqual([['a']])
    release()
    await wait(0)
    expect(copies).toEqual([['a'], ['b']])
  })

  it('copies nothing twice', async () => {
    const file = new File(['x'], 'a')
    for (let turn = 0; turn < 3; turn += 1) {
      keeper.want('a', file, 1)
      keeper.want('a', file, 1)
      await wait()
    }
    expect(copies).toEqual([['a']])
  })

  it('replaces a file by another of its key', async () => {
    keeper.adopt('restored')
    disk.set('restored', 1)
    expect(keeper.has('restored')).toBe(true)
    for (const size of [2, 3]) {
      want('restored', size)
      expect(keeper.has('restored')).toBe(false)
      await wait(2 * TIMEOUTS)
      expect(disk.get('restored')).toBe(size)
    }
    want('a', 1)
    want('a', 2)
    await wait()
    expect(disk.get('a')).toBe(2)
    expect(keeper.has('a')).toBe(true)
  })
})

describe('a release', () => {
  it('removes what was copied, all in one go', async () => {
    for (const key of ['a', 'b', 'c']) want(key, 1)
    keeper.adopt('restored')
    await wait()
    for (const key of ['a', 'c', 'restored']) keeper.release(key)
    expect(keeper.has('a')).toBe(false)
    await wait()
    expect(removals).toEqual([['a', 'c', 'restored']])
    expect([...disk.keys()]).toEqual(['b'])
  })

  it('in the middle of the copy still ends with the bytes removed', async () => {
    const release = holdCopies()
    want('a', 1)
    want('b', 1)
    await wait()
    keeper.release('a')
    await wait(10 * TIMEOUTS)
    expect(removals).toEqual([])
    release()
    await wait(0)
    expect([...disk.keys()]).toEqual(['b'])
    expect([keeper.has('a'), keeper.has('b')]).toEqual([false, true])
  })

  it('followed by another want ends with the bytes kept', async () => {
    const release = holdCopies()
    want('a', 1)
    await wait()
    keeper.release('a')
    want('a', 2)
    release()
    await wait(2 * TIMEOUTS)
    expect(disk.get('a')).toBe(2)
    keeper.release('a')
    want('a', 3)
    await wait(2 * TIMEOUTS)
    expect(disk.get('a')).toBe(3)
    expect(keeper.has('a')).toBe(true)
  })
})

describe('where there is no room', () => {
  it('stops at the smallest that does not fit, and says so once', async () => {
    capacity = 100
    for (const size of [50, 60, 30, 70]) want(`of ${size}`, size)
    await wait(10 * TIMEOUTS)
    expect([...disk.keys()]).toEqual(['of 30', 'of 50'])
    want('of 65', 65)
    await wait(10 * TIMEOUTS)
    expect(copies).toEqual([['of 30', 'of 50']])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('still takes a smaller file that comes later', async () => {
    capacity = 10
    want('large', 20)
    await wait()
    want('small', 5)
    await wait()
    expect([...disk.keys()]).toEqual(['small'])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('tries again when something was removed, without saying more', async () => {
    capacity = 100
    for (const size of [60, 70, 80]) want(`of ${size}`, size)
    await wait()
    keeper.release('of 60')
    await wait()
    expect([...disk.keys()]).toEqual(['of 70'])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('says it again for files that come after all had fitted', async () => {
    capacity = 10
    want('a', 20)
    await wait()
    keeper.release('a')
    want('b', 20)
    await wait()
    expect(onFull).toHaveBeenCalledTimes(2)
  })

  it('takes the word of the storage over the estimate', async () => {
    copying = async () => {
      throw full()
    }
    want('a', 10)
    await wait(10 * TIMEOUTS)
    expect(onFull).toHaveBeenCalledTimes(1)
    expect(copies).toEqual([['a']])
    expect(keeper.has('a')).toBe(false)
    copying = async () => {}
    keeper.adopt('restored')
    keeper.release('restored')
    await wait()
    expect(keeper.has('a')).toBe(true)
  })

  it('removes what a refused copy may have left, once it is released', async () => {
    copying = async (keys) => {
      for (const key of keys) disk.set(key, 1)
      throw full()
    }
    want('a', 10)
    await wait()
    keeper.release('a')
    await wait()
    expect(disk.size).toBe(0)
  })
})

describe('what cannot be read', () => {
  it('is skipped alone, and may be wanted again', async () => {
    unreadable.add('broken')
    want('broken', 1)
    want('whole', 1)
    await wait(10 * TIMEOUTS)
    expect([keeper.has('broken'), keeper.has('whole')]).toEqual([false, true])
    expect(copies).toHaveLength(1)
    unreadable.clear()
    want('broken', 1)
    await wait()
    expect(keeper.has('broken')).toBe(true)
  })

  it('does not stop the others', async () => {
    copying = async ([first]) => {
      if (first === 'a') throw new DOMException('gone', 'NotReadableError')
    }
    want('a', 90)
    want('b', 95)
    await wait(10 * TIMEOUTS)
    expect([keeper.has('a'), keeper.has('b')]).toEqual([false, true])
    expect(onFull).not.toHaveBeenCalled()
  })
})
