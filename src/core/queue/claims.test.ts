import { describe, expect, it } from 'vitest'
import { createClaims } from './claims.ts'

describe('claims', () => {
  it('are the first one’s, however often anybody asks', () => {
    const claims = createClaims()
    expect([1, 2, 1, 2, 3].map((id) => claims.claim('a', id))).toEqual([1, 1, 1, 1, 1])
  })

  it('of different contents are none of one another’s business', () => {
    const claims = createClaims()
    expect([claims.claim('a', 1), claims.claim('b', 2)]).toEqual([1, 2])
    expect(claims.release(1)).toEqual([])
    expect(claims.claim('b', 3)).toBe(2)
  })

  it('end with who waited for them, each once, in the order they came', () => {
    const claims = createClaims()
    for (const id of [5, 9, 2, 9, 7]) claims.claim('a', id)
    expect(claims.release(5)).toEqual([9, 2, 7])
    expect(claims.release(5)).toEqual([])
  })

  it('are free after that: the next that asks is the first', () => {
    const claims = createClaims()
    for (const id of [1, 2, 3]) claims.claim('a', id)
    claims.release(1)
    expect([claims.claim('a', 3), claims.claim('a', 2)]).toEqual([3, 3])
    expect(claims.release(3)).toEqual([2])
  })

  it('are waited for no longer by who left', () => {
    const claims = createClaims()
    for (const id of [1, 2, 3]) claims.claim('a', id)
    expect(claims.release(2)).toEqual([])
    expect(claims.release(1)).toEqual([3])
  })

  it('of who never asked are none', () => {
    expect(createClaims().release(1)).toEqual([])
  })

  it('keep nobody who was let go: who waited may wait for something else', () => {
    const claims = createClaims()
    for (const id of [1, 2]) claims.claim('a', id)
    claims.release(1)
    expect(claims.claim('b', 2)).toBe(2)
    expect(claims.claim('a', 3)).toBe(3)
    expect(claims.release(3)).toEqual([])
  })
})
