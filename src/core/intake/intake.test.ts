import { describe, expect, it } from 'vitest'
import { SIZE_LIMIT } from '../api/v1/limits-v1.ts'
import { createPastedNames, type Inspection, isSystemFile, validateFile } from './intake.ts'

function inspected(size: number, mediaType?: string): Inspection {
  return { readable: true, size, mediaType }
}

describe('validateFile', () => {
  it.each([
    ['image/heic'],
    ['image/svg+xml'],
    ['video/matroska'],
    ['audio/x-flac'],
    ['application/ogg'],
  ])('accepts %s', (mediaType) => {
    expect(validateFile(inspected(1, mediaType), { inUse: 1 })).toBeUndefined()
  })

  it('accepts a file of exactly the size limit and rejects a larger one', () => {
    expect(validateFile(inspected(SIZE_LIMIT, 'video/mp4'), { inUse: 1 })).toBeUndefined()
    expect(validateFile(inspected(SIZE_LIMIT + 1, 'video/mp4'), { inUse: 1 })).toEqual({
      kind: 'too-large',
      size: SIZE_LIMIT + 1,
      limit: SIZE_LIMIT,
    })
  })

  it.each([
    ['an empty file', inspected(0), { kind: 'empty' }],
    [
      'an archive',
      inspected(9, 'application/zip'),
      { kind: 'not-media', found: 'application/zip' },
    ],
    ['a file of unknown type', inspected(9), { kind: 'not-media', found: undefined }],
    [
      'an unreadable file',
      { readable: false, reason: 'denied' } as const,
      { kind: 'unreadable', reason: 'denied' },
    ],
  ])('rejects %s', (_, inspection, problem) => {
    expect(validateFile(inspection, { inUse: 1 })).toEqual(problem)
  })
})

describe('isSystemFile', () => {
  it.each([
    '.DS_Store',
    'shots/.ds_store',
    '._a.png',
    'shots/._a.png',
    'Thumbs.db',
    'THUMBS.DB',
    'Thumbs.db:encryptable',
    'ehthumbs.db',
    'ehthumbs_vista.db',
    'Desktop.ini',
    '~$brief.docx',
    'a/~$brief.docx',
    '.~lock.brief.odt#',
    'Icon\r',
    '.localized',
    '.com.apple.timemachine.donotpresent',
    '__MACOSX/a.png',
    'shots/__MACOSX/deep/a.png',
    '.Spotlight-V100/Store-V2/a.png',
    '.Trashes',
    '.Trashes/501/a.png',
    '.Trash-1000/files/a.png',
    '.fseventsd/00',
    '.TemporaryItems/a.png',
    '.AppleDouble/a.png',
    '$RECYCLE.BIN/S-1-5-21/a.png',
    'stick/System Volume Information/a.png',
    '@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg',
    '#recycle/a.png',
  ])('returns true for %j', (path) => {
    expect(isSystemFile(path)).toBe(true)
  })

  it.each([
    'a.png',
    '.hidden.png',
    '.config/a.png',
    '._shots/a.png',
    '_a.png',
    '.a._b.png',
    'Thumbs.db.png',
    'my desktop.ini.png',
    'Icon.png',
    'icon',
    'a~$b.png',
    '__MACOSX.png',
    'macosx/a.png',
    'recycle.bin/a.png',
    'Trashes/a.png',
    '.trash-can/a.png',
    'System Volume/a.png',
  ])('returns false for %j', (path) => {
    expect(isSystemFile(path)).toBe(false)
  })

  it('returns false for a long hostile path without exponential backtracking', () => {
    expect(isSystemFile(`${'._/'.repeat(10_000)}a.png`)).toBe(false)
  })
})

describe('pasted name', () => {
  const at = (seconds: number) => new Date(2026, 2, 1, 14, 5, seconds)

  it('contains the time', () => {
    expect(createPastedNames()(at(9), 'png')).toBe('pasted-2026-03-01-14-05-09.png')
  })

  it('gets a number when several pictures are pasted within one second', () => {
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
