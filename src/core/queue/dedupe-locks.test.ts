import { describe, expect, it } from 'vitest'
import { createDedupeLocks } from './dedupe-locks.ts'

describe('claims', () => {
  it('are the first one’s, however often anybody asks', () => {
    const dedupeLocks = createDedupeLocks()
    expect([1, 2, 1, 2, 3].map((id) => dedupeLocks.claim('a', id))).toEqual([1, 1, 1, 1, 1])
  })

  it('of different contents are none of one another’s business', () => {
    const dedupeLocks = createDedupeLocks()
    expect([dedupeLocks.claim('a', 1), dedupeLocks.claim('b', 2)]).toEqual([1, 2])
    expect(dedupeLocks.release(1)).toEqual([])
    expect(dedupeLocks.claim('b', 3)).toBe(2)
  })

  it('end with who waited for them, each once, in the order they came', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [5, 9, 2, 9, 7]) dedupeLocks.claim('a', id)
    expect(dedupeLocks.release(5)).toEqual([9, 2, 7])
    expect(dedupeLocks.release(5)).toEqual([])
  })

  it('are free after that: the next that asks is the first', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2, 3]) dedupeLocks.claim('a', id)
    dedupeLocks.release(1)
    expect([dedupeLocks.claim('a', 3), dedupeLocks.claim('a', 2)]).toEqual([3, 3])
    expect(dedupeLocks.release(3)).toEqual([2])
  })

  it('are waited for no longer by who left', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2, 3]) dedupeLocks.claim('a', id)
    expect(dedupeLocks.release(2)).toEqual([])
    expect(dedupeLocks.release(1)).toEqual([3])
  })

  it('of who never asked are none', () => {
    expect(createDedupeLocks().release(1)).toEqual([])
  })

  it('keep nobody who was let go: who waited may wait for something else', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2]) dedupeLocks.claim('a', id)
    dedupeLocks.release(1)
    expect(dedupeLocks.claim('b', 2)).toBe(2)
    expect(dedupeLocks.claim('a', 3)).toBe(3)
    expect(dedupeLocks.release(3)).toEqual([])
  })
})
