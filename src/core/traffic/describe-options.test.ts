import { describe, expect, it } from 'vitest'
import { isOrdinary, NO_OPTIONS } from './custom-send-options.ts'
import { describeOptions } from './describe-options.ts'

describe('describeOptions', () => {
  it.each([
    [{}, []],
    [{ parallel: 6 }, []],
    [{ hash: 'none' }, ['without X-Content-Hash']],
    [{ hash: 'wrong' }, ['with the hash of another content']],
    [{ hash: 'malformed' }, ['with a malformed X-Content-Hash']],
    [{ hash: 'bare' }, ['with X-Content-Hash without its prefix']],
    [{ contentType: 'octet-stream' }, ['with application/octet-stream as Content-Type']],
    [{ contentType: 'wrong' }, ['with a wrong Content-Type']],
    [{ contentType: 'none' }, ['without Content-Type']],
    [{ fileName: 'none' }, ['without X-Filename']],
    [{ fileName: 'odd' }, ['with an odd X-Filename']],
    [{ contentType: 'media-type' }, ['with its media type as Content-Type']],
    [{ breakAfter: 0 }, ['broken off after 0% of the bytes']],
    [{ bytesPerSecond: 2048 }, ['at 2 KB a second']],
    [{ repeat: 2 }, ['2 times, 1 at a time']],
    [
      { hash: 'none', repeat: 50, parallel: 6 },
      ['without X-Content-Hash', '50 times, 6 at a time'],
    ],
  ] as const)('describes %j as %j', (options, words) => {
    const chosen = { ...NO_OPTIONS, ...options }
    expect(describeOptions(chosen)).toEqual(words)
    expect(isOrdinary(chosen)).toBe(words.length === 0)
  })
})
