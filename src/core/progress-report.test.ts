import { describe, expect, it } from 'vitest'
import { announce, summarize } from './progress-report.ts'
import { type Counts, createUploadsStore } from './uploads-store.ts'

function counts(change: Partial<Counts>): Counts {
  return { ...createUploadsStore().counts(), ...change }
}

describe('summarize', () => {
  it('says only what there is', () => {
    expect(summarize(counts({ uploaded: 2 }))).toBe('2 of 2 uploaded')
    expect(summarize(counts({ uploaded: 12, failed: 1, waiting: 3, ready: 24, canceled: 1 }))).toBe(
      '12 of 41 uploaded, 1 failed, 1 canceled, 3 waiting for a key',
    )
  })
})

describe('summarize, paused', () => {
  it('says so', () => {
    expect(summarize(counts({ uploaded: 1, ready: 1 }), true)).toBe('1 of 2 uploaded, paused')
  })
})

describe('announce', () => {
  it('says when nothing goes on without a key', () => {
    const before = counts({ hashing: 1, waiting: 1 })
    expect(announce(before, counts({ waiting: 2 }))).toBe('2 files waiting for an API key')
  })

  it('tells the start, each quarter and the end, and nothing between', () => {
    const states = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((uploaded) =>
      counts({ uploaded, ready: 8 - uploaded }),
    )
    const told = states.slice(1).map((after, index) => announce(states[index] as Counts, after))
    expect(announce(counts({}), states[0] as Counts)).toBe('8 files to upload')
    expect(told).toEqual([
      undefined,
      '25% done',
      undefined,
      '50% done',
      undefined,
      '75% done',
      undefined,
      '8 of 8 uploaded',
    ])
  })

  it('counts a failure as an end', () => {
    const before = counts({ uploaded: 3, uploading: 1 })
    expect(announce(before, counts({ uploaded: 3, failed: 1 }))).toBe('3 of 4 uploaded, 1 failed')
  })

  it('has nothing to say of an empty list', () => {
    expect(announce(counts({ uploaded: 1 }), counts({}))).toBeUndefined()
  })
})
