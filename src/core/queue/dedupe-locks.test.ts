import { describe, expect, it } from 'vitest'
import { createDedupeLocks } from './dedupe-locks.ts'

describe('dedupe locks', () => {
  it('give a content to the first file that claims it', () => {
    const dedupeLocks = createDedupeLocks()
    expect([1, 2, 1, 2, 3].map((id) => dedupeLocks.claim('a', id))).toEqual([1, 1, 1, 1, 1])
  })

  it('keep different contents apart', () => {
    const dedupeLocks = createDedupeLocks()
    expect([dedupeLocks.claim('a', 1), dedupeLocks.claim('b', 2)]).toEqual([1, 2])
    expect(dedupeLocks.release(1)).toEqual([])
    expect(dedupeLocks.claim('b', 3)).toBe(2)
  })

  it('return each follower once, in claim order, when the owner releases', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [5, 9, 2, 9, 7]) dedupeLocks.claim('a', id)
    expect(dedupeLocks.release(5)).toEqual([9, 2, 7])
    expect(dedupeLocks.release(5)).toEqual([])
  })

  it('give a content to the next claim when the owner has released it', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2, 3]) dedupeLocks.claim('a', id)
    dedupeLocks.release(1)
    expect([dedupeLocks.claim('a', 3), dedupeLocks.claim('a', 2)]).toEqual([3, 3])
    expect(dedupeLocks.release(3)).toEqual([2])
  })

  it('drop a follower when it releases its claim', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2, 3]) dedupeLocks.claim('a', id)
    expect(dedupeLocks.release(2)).toEqual([])
    expect(dedupeLocks.release(1)).toEqual([3])
  })

  it('return no followers when a file never claimed a content', () => {
    expect(createDedupeLocks().release(1)).toEqual([])
  })

  it('let a follower claim another content when its owner has released', () => {
    const dedupeLocks = createDedupeLocks()
    for (const id of [1, 2]) dedupeLocks.claim('a', id)
    dedupeLocks.release(1)
    expect(dedupeLocks.claim('b', 2)).toBe(2)
    expect(dedupeLocks.claim('a', 3)).toBe(3)
    expect(dedupeLocks.release(3)).toEqual([])
  })
})
