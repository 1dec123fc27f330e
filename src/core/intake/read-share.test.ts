import { describe, expect, it } from 'vitest'
import { readShare } from './read-share.ts'
import type { Share } from './share.ts'

const png = (name: string) => new File(['abc'], name, { type: 'image/png' })
const namesOf = ({ files }: Share) => files.map(({ name }) => name)
const textShare = (text: string) => readShare([['text', text]])

describe('readShare', () => {
  it('takes files of the field of the manifest, and no others', () => {
    const share = readShare([
      ['files', png('a.png')],
      ['other', png('b.png')],
      ['files', png('c.png')],
    ])
    expect(namesOf(share)).toEqual(['a.png', 'c.png'])
    expect(share).toMatchObject({ isOpened: false, urls: [], hasOtherText: false })
  })

  it('takes nothing from an empty form', () => {
    const share = readShare([
      ['files', new File([], '')],
      ['title', ''],
      ['text', ' '],
      ['url', ''],
    ])
    expect(share).toEqual({ isOpened: false, files: [], urls: [], hasOtherText: false })
  })

  it.each([
    ['https://a.example/b.png', ['https://a.example/b.png']],
    ['Look: https://a.example/b.png.', ['https://a.example/b.png']],
    [
      '(http://a.example/b?c=1,2) and https://d.example/',
      ['http://a.example/b?c=1,2', 'https://d.example/'],
    ],
    ['https://a.example/b https://a.example/b', ['https://a.example/b']],
    ['<a href="https://a.example/b">', ['https://a.example/b']],
  ])('finds the web URLs in %j', (text, urls) => {
    expect(textShare(text)).toMatchObject({ urls, hasOtherText: false })
  })

  it.each([
    'a note',
    'javascript:alert(1)',
    'https://',
    'https://user:secret@a.example/b',
    'file:///etc/passwd',
  ])('says that %j is other text', (text) => {
    expect(textShare(text)).toMatchObject({ urls: [], hasOtherText: true })
  })

  it('finds a URL in the field for URLs and ignores the title', () => {
    const share = readShare([
      ['title', 'https://title.example/'],
      ['url', 'https://a.example/b'],
    ])
    expect(share).toMatchObject({ urls: ['https://a.example/b'], hasOtherText: false })
  })

  it('keeps at most twenty URLs of a text of any length', () => {
    const text = Array.from({ length: 100_000 }, (_, at) => `https://a.example/${at}`).join(' ')
    expect(textShare(text).urls).toHaveLength(20)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\b.png', 'b.png'],
    ['folder/', 'file'],
    [`${'a'.repeat(10_000)}.png`, `${'a'.repeat(251)}.png`],
  ])('shortens a hostile name to its end: %.20j', (name, kept) => {
    const share = readShare([['files', png(name)]])
    expect(namesOf(share)).toEqual([kept])
    expect(share.files[0]).toMatchObject({ size: 3, type: 'image/png' })
  })
})
