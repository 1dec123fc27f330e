import { describe, expect, it } from 'vitest'
import { isSystemFile } from './system-files.ts'

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
  ])('ignores %j', (path) => {
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
  ])('keeps %j', (path) => {
    expect(isSystemFile(path)).toBe(false)
  })

  it('answers at once when a path is hostile', () => {
    expect(isSystemFile(`${'._/'.repeat(10_000)}a.png`)).toBe(false)
  })
})
