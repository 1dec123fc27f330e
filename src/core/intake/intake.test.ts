import { describe, expect, it } from 'vitest'
import { SIZE_LIMIT } from '../api/size-limit.ts'
import { createPastedNames, type Inspection, refuse } from './intake.ts'

function seen(size: number, mediaType?: string): Inspection {
  return { readable: true, size, mediaType }
}

describe('refuse', () => {
  it.each([
    ['image/heic'],
    ['image/svg+xml'],
    ['video/matroska'],
    ['audio/x-flac'],
    ['application/ogg'],
  ])('takes %s', (mediaType) => {
    expect(refuse(seen(1, mediaType))).toBeUndefined()
  })

  it('takes a file of exactly the limit and none above it', () => {
    expect(refuse(seen(SIZE_LIMIT, 'video/mp4'))).toBeUndefined()
    expect(refuse(seen(SIZE_LIMIT + 1, 'video/mp4'))).toEqual({
      kind: 'too-large',
      size: SIZE_LIMIT + 1,
      limit: SIZE_LIMIT,
    })
  })

  it.each([
    ['an empty file', seen(0), { kind: 'empty' }],
    [
      'an archive, whatever its name',
      seen(9, 'application/zip'),
      { kind: 'not-media', found: 'application/zip' },
    ],
    ['bytes that nobody knows', seen(9), { kind: 'not-media', found: undefined }],
    [
      'what cannot be read',
      { readable: false, reason: 'denied' } as const,
      { kind: 'unreadable', reason: 'denied' },
    ],
  ])('refuses %s', (_, inspection, problem) => {
    expect(refuse(inspection)).toEqual(problem)
  })
})

describe('a pasted name', () => {
  const at = (seconds: number) => new Date(2026, 2, 1, 14, 5, seconds)

  it('holds the time', () => {
    expect(createPastedNames()(at(9), 'png')).toBe('pasted-2026-03-01-14-05-09.png')
  })

  it('is another one when several pictures come within one second', () => {
    const nameOf = createPastedNames()
    const names = [at(9), at(9), at(9), at(10), at(9)].map((when) => nameOf(when, 'png'))
    expect(names).toEqual([
      'pasted-2026-03-01-14-05-09.png',
      'pasted-2026-03-01-14-05-09-2.png',
      'pasted-2026-03-01-14-05-09-3.png',
      'pasted-2026-03-01-14-05-10.png',
      'pasted-2026-03-01-14-05-09-4.png',
    ])
    expect(nameOf(at(10), 'jpg')).toBe('pasted-2026-03-01-14-05-10-2.jpg')
  })
})
