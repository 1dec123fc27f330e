import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFileBackup, type FileBackup } from './file-backup.ts'

const DELAY = 400
const SENDING_PAUSE = 1000
const SOON = 30_000
const OPTIONS = { delay: DELAY, sendingPause: SENDING_PAUSE, batchBytes: 100, batchFiles: 3 }

/** Stored sizes in bytes by key. */
let disk: Map<string, number>
let capacity: number
let copies: string[][]
let removals: string[][]
let onFull: ReturnType<typeof vi.fn<() => void>>
/** Called before a copy completes. Tests wait or throw in it. */
let copying: (keys: string[]) => Promise<void>
let unreadable: Set<string>
let isSending: boolean
let backup: FileBackup

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
  isSending = false
  backup = createFileBackup(
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
      isSending: () => isSending,
      onFull,
    },
    OPTIONS,
  )
})

afterEach(() => vi.useRealTimers())

function want(key: string, size: number): void {
  backup.want(key, new File(['x'.repeat(size)], key), size)
}

/** Lets the delay pass and all work complete. */
async function wait(milliseconds = DELAY): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
}

/** Blocks all copies until the returned function is called. */
function holdCopies(): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  copying = () => held
  return () => release()
}

describe('the file backup', () => {
  it('copies the smallest first in batches, and a large file alone', async () => {
    want('large', 150)
    for (const size of [40, 30, 20, 10]) want(`of ${size}`, size)
    want('of 90', 90)
    await wait()
    expect(copies).toEqual([['of 10', 'of 20', 'of 30'], ['of 40'], ['of 90'], ['large']])
    expect(backup.has('large')).toBe(true)
  })

  it('copies no file that is released within the delay', async () => {
    for (let index = 0; index < 1000; index += 1) want(`${index}`, 1)
    await wait(DELAY - 1)
    for (let index = 0; index < 999; index += 1) backup.release(`${index}`)
    await wait(1)
    expect(copies).toEqual([['999']])
    expect(removals).toEqual([])
  })

  it('pauses between copies when all files are sent soon, and copies the last ones first', async () => {
    isSending = true
    for (const key of ['sent', 'first', 'second', 'third', 'fourth']) want(key, 1)
    await wait(DELAY - 1)
    backup.release('sent')
    await wait(1)
    expect(copies).toEqual([['fourth', 'third', 'second']])
    await wait(SENDING_PAUSE - 1)
    expect(copies).toHaveLength(1)
    await wait(1)
    expect(copies).toEqual([['fourth', 'third', 'second'], ['first']])
  })

  it('copies large files after the first file is sent, or after a pause', async () => {
    isSending = true
    for (const [key, size] of [
      ['small', 1],
      ['large', 150],
      ['larger', 151],
    ] as const)
      want(key, size)
    await wait(SENDING_PAUSE - 1)
    expect(copies).toEqual([['small']])
    await wait(1)
    expect(copies).toEqual([['small'], ['large'], ['larger']])
  })

  it('copies without pause when sending takes long', async () => {
    isSending = true
    for (let index = 0; index < 10; index += 1) want(`${index}`, 1)
    backup.release('0')
    await wait(SOON)
    backup.release('1')
    copies = []
    for (let index = 10; index < 20; index += 1) want(`${index}`, 1)
    await wait(DELAY)
    expect(copies.flat()).toHaveLength(10)
  })

  it('delays each file separately', async () => {
    want('early', 1)
    await wait(DELAY - 100)
    want('late', 1)
    await wait(100)
    expect([backup.has('early'), backup.has('late')]).toEqual([true, false])
    await wait(DELAY - 101)
    expect(backup.has('late')).toBe(false)
    await wait(1)
    expect(backup.has('late')).toBe(true)
  })

  it('makes one copy at a time, and copies files that were added meanwhile', async () => {
    const release = holdCopies()
    want('a', 90)
    await wait()
    want('b', 5)
    await wait(10 * DELAY)
    expect(copies).toEqual([['a']])
    release()
    await wait(0)
    expect(copies).toEqual([['a'], ['b']])
  })

  it('copies each file once', async () => {
    const file = new File(['x'], 'a')
    for (let turn = 0; turn < 3; turn += 1) {
      backup.want('a', file, 1)
      backup.want('a', file, 1)
      await wait()
    }
    expect(copies).toEqual([['a']])
  })

  it('replaces the copy when another file has the same key', async () => {
    backup.adopt('restored')
    disk.set('restored', 1)
    expect(backup.has('restored')).toBe(true)
    for (const size of [2, 3]) {
      want('restored', size)
      expect(backup.has('restored')).toBe(false)
      await wait(2 * DELAY)
      expect(disk.get('restored')).toBe(size)
    }
    want('a', 1)
    want('a', 2)
    await wait()
    expect(disk.get('a')).toBe(2)
    expect(backup.has('a')).toBe(true)
  })
})

describe('a release', () => {
  it('removes copies in one batch', async () => {
    for (const key of ['a', 'b', 'c']) want(key, 1)
    backup.adopt('restored')
    await wait()
    for (const key of ['a', 'c', 'restored']) backup.release(key)
    expect(backup.has('a')).toBe(false)
    await wait()
    expect(removals).toEqual([['a', 'c', 'restored']])
    expect([...disk.keys()]).toEqual(['b'])
  })

  it('removes the bytes when it comes during the copy', async () => {
    const release = holdCopies()
    want('a', 1)
    want('b', 1)
    await wait()
    backup.release('a')
    await wait(10 * DELAY)
    expect(removals).toEqual([])
    release()
    await wait(0)
    expect([...disk.keys()]).toEqual(['b'])
    expect([backup.has('a'), backup.has('b')]).toEqual([false, true])
  })

  it('leaves a copy to the caller that removes it with its record', async () => {
    for (const key of ['a', 'b']) want(key, 1)
    await wait()
    expect([backup.release('a', true), backup.has('a')]).toEqual([true, false])
    await wait(10 * DELAY)
    expect(removals).toEqual([])
    expect(backup.release('a', true)).toBe(false)
  })

  it('removes a copy in progress itself, because it ends after the removal of the caller', async () => {
    const release = holdCopies()
    want('a', 1)
    await wait()
    expect(backup.release('a', true)).toBe(true)
    release()
    await wait(10 * DELAY)
    expect(removals).toEqual([['a']])
    expect(disk.size).toBe(0)
  })

  it('removes a copy itself, and then copies files that had no room, when the caller removes it, too', async () => {
    capacity = 100
    for (const size of [60, 70]) want(`of ${size}`, size)
    await wait()
    backup.release('of 60', true)
    await wait()
    expect([...disk.keys()]).toEqual(['of 70'])
  })

  it('keeps the bytes when the file is wanted again', async () => {
    const release = holdCopies()
    want('a', 1)
    await wait()
    backup.release('a')
    want('a', 2)
    release()
    await wait(2 * DELAY)
    expect(disk.get('a')).toBe(2)
    backup.release('a')
    want('a', 3)
    await wait(2 * DELAY)
    expect(disk.get('a')).toBe(3)
    expect(backup.has('a')).toBe(true)
  })
})

describe('a full storage', () => {
  it('stops at the smallest file that does not fit, and reports it once', async () => {
    capacity = 100
    for (const size of [50, 60, 30, 70]) want(`of ${size}`, size)
    await wait(10 * DELAY)
    expect([...disk.keys()]).toEqual(['of 30', 'of 50'])
    want('of 65', 65)
    await wait(10 * DELAY)
    expect(copies).toEqual([['of 30', 'of 50']])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('takes a smaller file that comes later', async () => {
    capacity = 10
    want('large', 20)
    await wait()
    want('small', 5)
    await wait()
    expect([...disk.keys()]).toEqual(['small'])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('tries again after a removal without another report', async () => {
    capacity = 100
    for (const size of [60, 70, 80]) want(`of ${size}`, size)
    await wait()
    backup.release('of 60')
    await wait()
    expect([...disk.keys()]).toEqual(['of 70'])
    expect(onFull).toHaveBeenCalledTimes(1)
  })

  it('reports again after all files had fitted', async () => {
    capacity = 10
    want('a', 20)
    await wait()
    backup.release('a')
    want('b', 20)
    await wait()
    expect(onFull).toHaveBeenCalledTimes(2)
  })

  it('counts as full when a copy is refused despite the estimate', async () => {
    copying = async () => {
      throw full()
    }
    want('a', 10)
    await wait(10 * DELAY)
    expect(onFull).toHaveBeenCalledTimes(1)
    expect(copies).toEqual([['a']])
    expect(backup.has('a')).toBe(false)
    copying = async () => {}
    backup.adopt('restored')
    backup.release('restored')
    await wait()
    expect(backup.has('a')).toBe(true)
  })

  it('removes what a refused copy left when its file is released', async () => {
    copying = async (keys) => {
      for (const key of keys) disk.set(key, 1)
      throw full()
    }
    want('a', 10)
    await wait()
    backup.release('a')
    await wait()
    expect(disk.size).toBe(0)
  })
})

describe('an unreadable file', () => {
  it('is skipped, and copied when it is added again and readable', async () => {
    unreadable.add('broken')
    want('broken', 1)
    want('whole', 1)
    await wait(10 * DELAY)
    expect([backup.has('broken'), backup.has('whole')]).toEqual([false, true])
    expect(copies).toHaveLength(1)
    unreadable.clear()
    want('broken', 1)
    await wait()
    expect(backup.has('broken')).toBe(true)
  })

  it('does not stop the other files', async () => {
    copying = async ([first]) => {
      if (first === 'a') throw new DOMException('gone', 'NotReadableError')
    }
    want('a', 90)
    want('b', 95)
    await wait(10 * DELAY)
    expect([backup.has('a'), backup.has('b')]).toEqual([false, true])
    expect(onFull).not.toHaveBeenCalled()
  })
})
