import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { SENDS } from '../sends.ts'

const HASH = `sha256:${'a'.repeat(64)}` as const
const OTHER = `sha256:${'b'.repeat(64)}`
const URL = 'https://s3.varg.ai/files/acc_7/file_7c1e0a92.jpg'
const FILE = { hash: HASH, size: 3, mediaType: 'image/jpeg', path: 'shots/cat.jpg' }

const read = (body: unknown) =>
  SENDS[2].read({ status: 200, mediaType: 'application/json', body: JSON.stringify(body) }, FILE)

describe('headers of an upload in version 2', () => {
  it('state the media type without parameters, the hash and the name without its folder', () => {
    const file = { ...FILE, mediaType: 'video/webm; codecs="vp9"' }
    expect(SENDS[2].headers(file)).toEqual([
      ['Content-Type', 'video/webm'],
      ['X-Content-Hash', HASH],
      ['X-Filename', 'cat.jpg'],
    ])
  })

  it('have no name when the gateway must not learn it', () => {
    const headers = SENDS[2].headers({ ...FILE, path: undefined })
    expect(headers.map(([name]) => name)).toEqual(['Content-Type', 'X-Content-Hash'])
  })
})

describe('the answer to an upload in version 2', () => {
  it('needs only a URL, and is unconfirmed without a hash', () => {
    const { path: _, ...facts } = FILE
    const expected = { ...facts, fileId: '', url: URL, deduplicated: false, isUnconfirmed: true }
    expect(read({ url: URL })).toEqual(expected)
    const nothing = { file_id: null, hash: null, size: null, media_type: null, deduplicated: null }
    expect(read({ url: URL, ...nothing })).toEqual(expected)
    expect(read({ url: URL, hash: 'md5:1', size: '3', media_type: 7, file_id: {} })).toEqual(
      expected,
    )
  })

  it.each([
    ['with its prefix', OTHER, OTHER],
    ['bare', OTHER.slice(7), OTHER],
    ['in capitals', OTHER.toUpperCase(), OTHER],
  ])('has the stated hash %s', (_, stated, hash) => {
    const result = read({ url: URL, hash: stated, size: 9, deduplicated: true })
    expect(result).toMatchObject({ hash, size: 9, deduplicated: true })
    expect(result.isUnconfirmed).toBeUndefined()
  })

  it.each([{}, { url: 7 }, { url: 'javascript:alert(1)' }, [], null, 'text'])(
    'is refused without a full URL: %j',
    (body) => expect(() => read(body)).toThrow(ProblemError),
  )

  it('has the code and the message of a nested error', () => {
    const body = JSON.stringify({ error: { code: 'file_too_large', message: 'Too large.' } })
    const response = { status: 413, mediaType: 'application/json', body }
    const problem = { kind: 'refused', status: 413, code: 'file_too_large', message: 'Too large.' }
    expect(() => SENDS[2].read(response, FILE)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining(problem) }),
    )
  })
})
