import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../core/api/problem.ts'
import { ProblemError } from '../core/api/problem.ts'
import { createValue } from '../core/state/value.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { createHashPool } from '../hashing/hash-pool.ts'
import { createVerification } from './verification.ts'

const compare = vi.hoisted(() => vi.fn<() => Promise<Problem | undefined>>())
vi.mock('./compare-with-url.ts', () => ({ compareWithUrl: compare }))

const entry = entryOf()
const mismatch: Problem = { kind: 'fetched-mismatch', fact: 'content', expected: 'a', got: 'b' }

function setUp() {
  const store = createUploadsStore()
  const setChecked = vi.fn<(known: typeof entry, at: number) => Promise<void>>()
  setChecked.mockResolvedValue()
  const verify = createVerification({
    store,
    history: { at: () => entry, flush: () => {}, setChecked },
    pool: createHashPool({ maxWorkers: 1 }),
    preferences: { verifies: createValue(false) },
  })
  return { store, setChecked, verify }
}

beforeEach(() => void compare.mockReset())

describe('verification of an entry', () => {
  it('notes when the URL serves the right bytes', async () => {
    compare.mockResolvedValue(undefined)
    const { store, setChecked, verify } = setUp()
    await verify(entry)
    expect(setChecked).toHaveBeenCalledWith(entry, expect.any(Number))
    expect(store.ids.get()).toEqual([])
  })

  it('lists a failed upload when the URL serves other bytes', async () => {
    compare.mockResolvedValue(mismatch)
    const { store, setChecked, verify } = setUp()
    await verify(entry)
    expect([...store.all()]).toMatchObject([
      { path: entry.paths[0], stage: { name: 'failed', problem: mismatch } },
    ])
    expect(setChecked).not.toHaveBeenCalled()
  })

  it('changes nothing when the URL cannot be fetched', async () => {
    compare.mockRejectedValue(new ProblemError({ kind: 'not-fetched', reason: 'Down.' }))
    const { store, setChecked, verify } = setUp()
    await expect(verify(entry)).rejects.toThrow('not-fetched')
    expect(store.ids.get()).toEqual([])
    expect(setChecked).not.toHaveBeenCalled()
  })
})

describe('verification of an upload', () => {
  it('marks the upload when the history has no room for the note', async () => {
    compare.mockResolvedValue(undefined)
    const { store, setChecked, verify } = setUp()
    setChecked.mockRejectedValue(new ProblemError({ kind: 'no-room' }))
    const { hash, result } = entry
    const [id = 0] = store.add([
      {
        path: 'a.png',
        gateway: 'varg',
        file: undefined,
        size: 1,
        mediaType: 'image/png',
        stage: { name: 'uploaded', result, origin: 'new', hash, attempts: 1 },
      },
    ])
    await verify(id)
    expect(store.get(id)?.stage).toMatchObject({ fetchedBack: expect.any(Number) })
  })
})
