import { describe, expect, it } from 'vitest'
import { isContentHash } from '../api/contract.ts'
import {
  announcedHash,
  describeOptions,
  NO_OPTIONS,
  readCustomSendOptions,
} from './custom-send-options.ts'

const RIGHT = `sha256:${'0123456789abcdef'.repeat(4)}` as const

describe('readCustomSendOptions', () => {
  it.each([
    {},
    { hash: 'none' },
    { breakAfter: 0 },
    { breakAfter: 99 },
    { bytesPerSecond: 1 },
    { repeat: 50, parallel: 6 },
  ])('accepts %j', (options) => {
    const data: unknown = JSON.parse(JSON.stringify({ ...NO_OPTIONS, ...options }))
    expect(readCustomSendOptions(data)).toEqual({ ...NO_OPTIONS, ...options })
  })

  it.each([
    { hash: 'other' },
    { contentType: 'text/html' },
    { breakAfter: 100 },
    { breakAfter: -1 },
    { breakAfter: undefined },
    { bytesPerSecond: 0 },
    { bytesPerSecond: 1.5 },
    { repeat: 0 },
    { repeat: 51 },
    { repeat: '2' },
    { parallel: 0 },
    { parallel: 7 },
    { parallel: Number.NaN },
  ])('rejects %j', (options) => {
    expect(readCustomSendOptions({ ...NO_OPTIONS, ...options })).toBeUndefined()
  })

  it.each([undefined, null, '', [], {}])('rejects %j as options', (data) => {
    expect(readCustomSendOptions(data)).toBeUndefined()
  })
})

describe('describeOptions', () => {
  it.each([
    [{}, []],
    [{ parallel: 6 }, []],
    [{ hash: 'none' }, ['without X-Content-Hash']],
    [{ hash: 'wrong' }, ['with the hash of another content']],
    [{ hash: 'malformed' }, ['with a malformed X-Content-Hash']],
    [{ contentType: 'media-type' }, ['with its media type as Content-Type']],
    [{ breakAfter: 0 }, ['broken off after 0% of the bytes']],
    [{ bytesPerSecond: 2048 }, ['at 2 KB a second']],
    [{ repeat: 2 }, ['2 times, 1 at a time']],
    [
      { hash: 'none', repeat: 50, parallel: 6 },
      ['without X-Content-Hash', '50 times, 6 at a time'],
    ],
  ] as const)('describes %j as %j', (options, words) => {
    expect(describeOptions({ ...NO_OPTIONS, ...options })).toEqual(words)
  })
})

describe('announcedHash', () => {
  it('returns a valid hash, no hash, another hash or a malformed one', () => {
    const announced = (hash: typeof NO_OPTIONS.hash) =>
      announcedHash({ ...NO_OPTIONS, hash }, RIGHT)
    expect(announced('right')).toBe(RIGHT)
    expect(announced('none')).toBeUndefined()
    expect(isContentHash(announced('malformed'))).toBe(false)
    expect(isContentHash(announced('wrong'))).toBe(true)
    expect(announced('wrong')).toBe(`sha256:${'fedcba9876543210'.repeat(4)}`)
  })
})
