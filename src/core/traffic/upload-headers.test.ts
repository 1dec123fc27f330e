import { describe, expect, it } from 'vitest'
import { type ContentHash, isContentHash } from '../api/contract.ts'
import { SENDS } from '../api/sends.ts'
import { type CustomSendOptions, NO_OPTIONS } from './custom-send-options.ts'
import { announcedHash, uploadHeaders } from './upload-headers.ts'

const HASH: ContentHash = `sha256:${'0f'.repeat(32)}`
const FILE = { hash: HASH, size: 1001, mediaType: 'image/png', path: 'shots/a.png' }
const OCTETS = ['Content-Type', 'application/octet-stream']
const RIGHT = ['X-Content-Hash', HASH]

it.each<[string, Partial<CustomSendOptions>, string[][]]>([
  ['an ordinary upload', {}, [OCTETS, RIGHT]],
  ['an upload without hash', { hash: 'none' }, [OCTETS]],
  [
    'an upload with another hash',
    { hash: 'wrong' },
    [OCTETS, ['X-Content-Hash', `sha256:${'f0'.repeat(32)}`]],
  ],
  [
    'an upload with a malformed hash',
    { hash: 'malformed' },
    [OCTETS, ['X-Content-Hash', 'sha256:malformed']],
  ],
  ['an upload with a bare hash', { hash: 'bare' }, [OCTETS, ['X-Content-Hash', '0f'.repeat(32)]]],
  ['an upload without type', { contentType: 'none' }, [RIGHT]],
  [
    'an upload with a wrong type',
    { contentType: 'wrong' },
    [['Content-Type', 'image/jpeg'], RIGHT],
  ],
  ['an upload without name', { fileName: 'none' }, [OCTETS, RIGHT]],
  [
    'an upload with an odd name',
    { fileName: 'odd' },
    [OCTETS, RIGHT, ['X-Filename', '..%2F..%2F%D0%BA%D0%BE%D1%82 "1";.bin']],
  ],
  [
    'an upload with its media type',
    { contentType: 'media-type' },
    [['Content-Type', 'image/png'], RIGHT],
  ],
  ['a throttled upload', { bytesPerSecond: 5000 }, [OCTETS, RIGHT, ['X-Refdrop-Rate', '5000']]],
  [
    'an upload that is aborted halfway',
    { breakAfter: 50 },
    [OCTETS, RIGHT, ['X-Refdrop-Break-After', '500']],
  ],
  [
    'an upload that is aborted at the start',
    { breakAfter: 0 },
    [OCTETS, RIGHT, ['X-Refdrop-Break-After', '0']],
  ],
])('uploadHeaders returns the headers of %s', (_, options, headers) => {
  expect(uploadHeaders({ ...NO_OPTIONS, ...options }, SENDS[1].headers(FILE), FILE)).toEqual(
    headers,
  )
})

const PNG = ['Content-Type', 'image/png']
const NAME = ['X-Filename', 'a.png']

it.each<[string, Partial<CustomSendOptions>, string[][]]>([
  ['an ordinary upload', {}, [PNG, RIGHT, NAME]],
  [
    'a generic type',
    { contentType: 'octet-stream' },
    [['Content-Type', 'application/octet-stream'], RIGHT, NAME],
  ],
  ['no type, hash or name', { contentType: 'none', hash: 'none', fileName: 'none' }, []],
  [
    'an odd name',
    { fileName: 'odd' },
    [PNG, RIGHT, ['X-Filename', '..%2F..%2F%D0%BA%D0%BE%D1%82 "1";.bin']],
  ],
])('uploadHeaders changes the headers of version 2: %s', (_, options, headers) => {
  expect(uploadHeaders({ ...NO_OPTIONS, ...options }, SENDS[2].headers(FILE), FILE)).toEqual(
    headers,
  )
})

describe('announcedHash', () => {
  const DIGITS = `sha256:${'0123456789abcdef'.repeat(4)}` as const

  it('returns a valid hash, no hash, another hash or a malformed one', () => {
    const announced = (hash: typeof NO_OPTIONS.hash) => announcedHash(hash, DIGITS)
    expect(announced('right')).toBe(DIGITS)
    expect(announced('none')).toBeUndefined()
    expect(isContentHash(announced('malformed'))).toBe(false)
    expect(isContentHash(announced('wrong'))).toBe(true)
    expect(announced('wrong')).toBe(`sha256:${'fedcba9876543210'.repeat(4)}`)
  })
})
