import { describe, expect, it } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import { createSwapFinder } from './find-swaps.ts'

const REFERENCE = { url: 'https://a.example/a.png', kind: 'image' } as const

const ENTRIES = [
  entryOf({ digits: '1', name: 'old.png', at: 1000 }),
  entryOf({ digits: '2', name: 'clip.mp4', at: 3000, kind: 'video' }),
  entryOf({ digits: '3', name: 'new.png', at: 2000 }),
]

const namesOf = (text: string, entries = ENTRIES) =>
  createSwapFinder()(text, REFERENCE, entries).map(({ name }) => name)

describe('the files that may replace a reference', () => {
  it('are newest first, those of its kind before others', () => {
    expect(namesOf('')).toEqual(['new.png', 'old.png', 'clip.mp4'])
  })

  it('are those with the words of the search, without removed ones', () => {
    expect(namesOf('PNG old')).toEqual(['old.png'])
    expect(namesOf('none of them')).toEqual([])
    expect(namesOf('', [entryOf({ digits: '4', name: 'x.png', removed: true })])).toEqual([])
  })

  it('do not include the reference itself', () => {
    const [entry] = ENTRIES
    const found = createSwapFinder()('', { ...REFERENCE, url: entry?.result.url ?? '' }, ENTRIES)
    expect(found.map(({ name }) => name)).toEqual(['new.png', 'clip.mp4'])
  })

  it('are listed once when two keys have the same file', () => {
    const [first] = ENTRIES
    expect(first && namesOf('', [first, { ...first, account: 'other' }])).toEqual(['old.png'])
  })

  it('are at most fifty', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      entryOf({ digits: index.toString(16).padStart(2, '0'), name: `${index}.png` }),
    )
    expect(namesOf('', many)).toHaveLength(50)
  })

  it('are a typed URL with the name of the history, or with its own', () => {
    const find = createSwapFinder()
    const [entry] = ENTRIES
    expect(find(` ${entry?.result.url} `, REFERENCE, ENTRIES)).toMatchObject([{ name: 'old.png' }])
    const video = { ...REFERENCE, kind: 'video' } as const
    expect(find('https://b.example/x', video, ENTRIES)).toEqual([
      { url: 'https://b.example/x', name: 'x', mediaType: '', kind: 'video' },
    ])
    expect(find('https://b.example/x.mp3', video, ENTRIES)).toMatchObject([{ kind: 'audio' }])
  })

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:secret@b.example/x',
    'http:',
  ])('are not found for %s', (text) => {
    expect(namesOf(text)).toEqual([])
  })
})
