import { describe, expect, it } from 'vitest'
import type { ContentHash } from './contract.ts'
import { compareFetched } from './fetched.ts'

const HASH: ContentHash = `sha256:${'a'.repeat(64)}`
const OTHER: ContentHash = `sha256:${'b'.repeat(64)}`
const PROMISED = {
  url: 'https://s3.example/u/1/a.png',
  hash: HASH,
  size: 3,
  mediaType: 'image/png',
}
const FETCHED = { hash: HASH, size: 3, mediaType: 'image/png' }

/** Compares a promised media type with a served one and a file name in the URL. */
function compareTypes(promised: string, served: string, name: string) {
  const url = `https://s3.example/u/1/${name}`
  return compareFetched(
    { ...PROMISED, url, mediaType: promised },
    { ...FETCHED, mediaType: served },
  )
}

describe('compareFetched', () => {
  it('returns undefined when everything matches', () => {
    expect(compareFetched(PROMISED, FETCHED)).toBeUndefined()
  })

  it.each([
    ['size', { size: 4 }, '3 bytes', '4 bytes'],
    ['content', { hash: OTHER }, HASH, OTHER],
    ['media type', { mediaType: 'text/html' }, 'image/png', 'text/html'],
  ])('reports another %s', (fact, change, expected, got) => {
    expect(compareFetched(PROMISED, { ...FETCHED, ...change })).toEqual({
      kind: 'fetched-mismatch',
      fact,
      expected,
      got,
    })
  })

  it('compares size, content, media type and extension in this order', () => {
    const promised = { ...PROMISED, url: 'https://s3.example/a.gif' }
    const all = { size: 4, hash: OTHER, mediaType: 'text/html' }
    const facts = [all, { ...all, size: 3 }, { ...all, size: 3, hash: HASH }, FETCHED].map(
      (fetched) => compareFetched(promised, fetched),
    )
    expect(facts).toMatchObject([
      { fact: 'size' },
      { fact: 'content' },
      { fact: 'media type' },
      { fact: 'extension' },
    ])
  })
})

describe('compareFetched by media type', () => {
  it.each([
    ['image/png', ''],
    ['image/png', 'image/png; charset=utf-8'],
    ['image/png', 'IMAGE/PNG'],
    ['image/png', ' image/png ;q=1'],
    ['image/svg+xml', 'image/svg+xml;charset=UTF-8'],
    ['image/jpeg', 'image/jpg'],
    ['image/jpg', 'image/jpeg'],
    ['audio/mpeg', 'audio/mp3'],
    ['audio/wav', 'audio/x-wav'],
    ['audio/vnd.wave', 'audio/wave'],
    ['audio/flac', 'audio/x-flac'],
    ['audio/x-m4a', 'audio/mp4'],
    ['audio/m4a', 'AUDIO/X-M4A; codecs=mp4a'],
    ['video/x-m4v', 'video/mp4'],
    ['video/matroska', 'video/x-matroska'],
    ['video/x-unheard-of', 'video/x-unheard-of'],
  ])('accepts %s served as %j', (promised, served) => {
    expect(compareTypes(promised, served, 'a')).toBeUndefined()
  })

  it.each([
    ['image/png', 'image/jpeg'],
    ['image/png', 'application/octet-stream'],
    ['image/svg+xml', 'text/xml; charset=utf-8'],
    ['audio/mp4', 'video/mp4'],
    ['video/x-unheard-of', 'video/mp4'],
    ['image/png', 'constructor'],
  ])('rejects %s served as %s', (promised, served) => {
    expect(compareTypes(promised, served, 'a')).toMatchObject({
      fact: 'media type',
      expected: promised,
      got: served,
    })
  })
})

describe('compareFetched by extension', () => {
  it.each([
    ['image/png', 'a.png'],
    ['image/png', 'A.PNG'],
    ['image/png', 'a.b.png'],
    ['image/png', 'a.png?name=a.gif#a.gif'],
    ['image/jpeg', 'a.jpg'],
    ['image/jpg', 'a.JPEG'],
    ['image/apng', 'a.png'],
    ['audio/mpeg', 'a.mp3'],
    ['audio/ogg; codecs=opus', 'a.opus'],
    ['video/quicktime', 'a.mov'],
    ['image/png', 'a'],
    ['image/png', 'a.'],
    ['image/png', ''],
    ['image/png', 'v1.2/a'],
    ['video/x-unheard-of', 'a.anything'],
    ['', 'a.png'],
  ])('accepts %j at %j', (mediaType, name) => {
    expect(compareTypes(mediaType, '', name)).toBeUndefined()
  })

  it.each([
    ['image/png', 'a.jpg', 'png or apng', 'jpg'],
    ['image/jpg', 'a.PNG', 'jpg or jpeg', 'png'],
    ['image/svg+xml', 'a.html', 'svg', 'html'],
    ['video/mp4', 'a.png.exe', 'mp4 or m4v', 'exe'],
    ['Audio/MPEG; q=1', 'a.wav', 'mp3 or mpga', 'wav'],
  ])('rejects %s at %s', (mediaType, name, expected, got) => {
    expect(compareTypes(mediaType, '', name)).toEqual({
      kind: 'fetched-mismatch',
      fact: 'extension',
      expected,
      got,
    })
  })

  it('ignores the extension when the URL is invalid', () => {
    expect(compareFetched({ ...PROMISED, url: 'a.gif' }, FETCHED)).toBeUndefined()
  })
})
