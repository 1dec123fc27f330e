import { describe, expect, it } from 'vitest'
import { createComposer, MOST_REFERENCES } from '../../core/request/composer.ts'
import type { Given } from '../../core/request/given.ts'
import { entryOf } from '../../core/testing/made-entries.ts'
import { receive } from './receive.ts'

const KNOWN = entryOf({ digits: '1', name: 'dusk.png' })
const KNOWN_URL = KNOWN.result.url

const NOTHING = 'Nothing to add. Paste or drop the http(s) URL of a file.'
const ONLY_WEB = 'Nothing to add. Only http and https URLs can be references.'
const BLOB = "This picture can't be read from its page. Save it, then drop the file."

interface Texts {
  uris?: string
  moz?: string
  html?: string
  text?: string
}

function givenOf({ uris = '', moz = '', html = '', text = '' }: Texts): Given {
  return { 'text/uri-list': uris, 'text/x-moz-url': moz, 'text/html': html, 'text/plain': text }
}

function play(texts: Texts, composer = createComposer(), swap?: string) {
  const imported: string[] = []
  const stopped: string[] = []
  const received = receive(givenOf(texts), swap, {
    composer,
    entries: [KNOWN],
    target: { api: 'https://gateway.example/api', version: 1 },
    importUrls(urls) {
      imported.push(...urls)
      return () => stopped.push(...urls)
    },
  })
  const { references } = composer.draft()
  return {
    ...received,
    ...{ imported, stopped },
    composer,
    sentence: received.note?.sentence,
    urls: references.map(({ url }) => url),
    references,
  }
}

describe('what is dropped or pasted outside of the request', () => {
  it.each<[string, Texts, string[]]>([
    [
      'a URL without an extension',
      { text: ' https://a.example/photo?id=7 ' },
      ['https://a.example/photo?id=7'],
    ],
    [
      'several URLs',
      { text: 'https://a.example/a.png\nhttps://a.example/b' },
      ['https://a.example/a.png', 'https://a.example/b'],
    ],
    [
      'a link',
      { uris: 'https://a.example/page.html', text: 'words' },
      ['https://a.example/page.html'],
    ],
    [
      'a link of Firefox',
      { moz: 'https://a.example/a.png\nA title', text: 'words' },
      ['https://a.example/a.png'],
    ],
    [
      'a picture in a link',
      {
        uris: 'https://a.example/page',
        html: '<meta charset="utf-8"><a href="https://a.example/page"><img alt="x" src="https://a.example/a.png"></a>',
        text: 'https://a.example/page',
      },
      ['https://a.example/a.png'],
    ],
    [
      'a picture with a relative address, by its link',
      { uris: 'https://a.example/page', html: '<img src="/a.png">' },
      ['https://a.example/page'],
    ],
    [
      'pictures in copied text',
      {
        text: 'Two cats',
        html: '<p>Two cats <img src="https://a.example/1.png"> <img src="https://a.example/2.png">',
      },
      ['https://a.example/1.png', 'https://a.example/2.png'],
    ],
    [
      'URLs beside other schemes',
      { text: 'javascript:alert(1) https://a.example/a.png file:///etc/passwd' },
      ['https://a.example/a.png'],
    ],
  ])('adds %s', (_, texts, urls) => {
    const played = play(texts)
    expect(played.urls).toEqual(urls)
    expect(played.lack).toBeUndefined()
    expect(played.sentence).toBe(
      urls.length === 1
        ? '1 reference added by its URL. It is being imported.'
        : '2 references added by their URLs. They are being imported.',
    )
    expect(played.imported).toEqual(urls)
    expect(played.stopped).toEqual([])
    played.note?.undo?.()
    expect(played.composer.draft().references).toEqual([])
    expect(played.stopped).toEqual(urls)
  })

  it('adds the media of code without importing them', () => {
    const text =
      'const A = "https://a.example/a.png"; use({ image_url: "https://a.example/b.png" })'
    const { urls, imported, sentence } = play({ text })
    expect(urls).toEqual(['https://a.example/b.png'])
    expect(imported).toEqual([])
    expect(sentence).toBe('1 reference added by its URL. It is not uploaded.')
  })

  it.each([
    ['varg.ai', 'https://s3.varg.ai/o/job_1.png'],
    ['the gateway', 'https://gateway.example/files/a.png'],
    ['this page', `${location.origin}/sandbox/files/a.png`],
  ])('adds a URL of %s without importing it', (_, text) => {
    const { urls, imported, sentence } = play({ text })
    expect(urls).toEqual([text])
    expect(imported).toEqual([])
    expect(sentence).toBe('1 reference added by its URL. It is not uploaded.')
  })

  it('imports only the URLs outside of gateways', () => {
    const foreign = 'https://a.example/a.png'
    const { urls, imported, sentence } = play({ text: `${KNOWN_URL}\n${foreign}` })
    expect(urls).toEqual([KNOWN_URL, foreign])
    expect(imported).toEqual([foreign])
    expect(sentence).toBe('2 references added.')
  })

  it('imports a URL again that the request has already', () => {
    const { composer } = play({ text: 'https://a.example/a.png' })
    const { imported, sentence, note } = play({ text: 'https://a.example/a.png' }, composer)
    expect(imported).toEqual(['https://a.example/a.png'])
    expect(sentence).toMatch(/^Nothing added\./)
    expect(note?.undo).toBeUndefined()
  })

  it.each<[Texts, string]>([
    [{ text: 'javascript:alert(document.domain)' }, ONLY_WEB],
    [{ uris: 'javascript:alert(1)', html: '<a href="javascript:alert(1)">x</a>' }, ONLY_WEB],
    [{ uris: 'file:///home/me/a.png' }, ONLY_WEB],
    [{ uris: 'ftp://a.example/a.png' }, ONLY_WEB],
    [{ uris: 'data:text/html,<script>alert(1)</script>' }, ONLY_WEB],
    [{ uris: 'https://a.example/', html: '<img src="blob:https://a.example/1">' }, BLOB],
    [{ text: 'blob:https://a.example/1' }, BLOB],
    [{ text: 'https://user:secret@a.example/a.png' }, NOTHING],
    [{ text: 'https://a.example/' }, NOTHING],
    [{ text: 'https://api.varg.ai/v1/image' }, NOTHING],
    [{ text: 'See https://a.example/cat.png' }, NOTHING],
    [{ text: 'words' }, NOTHING],
    [{ text: '{"a":' }, NOTHING],
    [
      { html: '<img src="x" onerror="document.title = 1"><script>document.title = 2</script>' },
      NOTHING,
    ],
    [{ html: '<img src="https://a.example/cut' }, NOTHING],
    [{}, NOTHING],
  ])('adds nothing of %j', (texts, lack) => {
    const title = document.title
    expect(play(texts)).toMatchObject({ urls: [], files: [], lack, sentence: undefined })
    expect(document.title).toBe(title)
  })

  it('keeps the name and the gateway of a file of the history', () => {
    const { references, sentence } = play({ text: KNOWN_URL })
    expect(references).toMatchObject([{ name: 'dusk.png', gateway: 'varg' }])
    expect(sentence).toBe('1 reference added.')
  })

  it('says when the request has it already, or has no room', () => {
    const composer = createComposer()
    play({ text: KNOWN_URL }, composer)
    expect(play({ text: KNOWN_URL }, composer).sentence).toMatch(/^Nothing added\./)
    const urls = Array.from({ length: MOST_REFERENCES }, (_, index) => `https://a.example/${index}`)
    expect(play({ text: urls.join('\n') }, composer).sentence).toBe(
      '99 references added by their URLs. They are being imported. The request is full. 1 reference not added. Only the first 20 URLs are imported.',
    )
    expect(play({ text: 'https://a.example/more' }, composer).sentence).toBe(
      'The request is full. 1 reference not added.',
    )
  })

  it('gives the picture of a data URL as a file', async () => {
    const { files, lack, urls } = play({
      uris: 'https://a.example/page',
      html: '<img src="data:image/gif;base64,R0lGODlh">',
    })
    expect([lack, urls]).toEqual([undefined, []])
    expect(files).toMatchObject([{ name: 'picture.gif', type: 'image/gif', size: 6 }])
  })

  it('replaces a reference by the first, and inserts the others after it', () => {
    const { composer } = play({ text: 'https://a.example/a.png https://a.example/b.png' })
    const [, { id = '' } = {}] = composer.draft().references
    const text = 'https://a.example/c.png https://a.example/d.png'
    const { urls, sentence, imported } = play({ text }, composer, id)
    expect(imported).toEqual(text.split(' '))
    expect(urls.map((url) => url.slice(-5))).toEqual(['a.png', 'c.png', 'd.png'])
    expect(sentence).toBe('@image2 is now c.png. 1 reference added.')
    expect(play({ text: 'https://a.example/e.png' }, composer, 'gone').urls).toHaveLength(4)
  })
})

describe('a pasted request outside of the request', () => {
  const CODE = `fetch("https://api.varg.ai/v1/video", { body: JSON.stringify(${JSON.stringify({
    model: 'kling-v3',
    prompt: 'Two meet',
    files: [{ url: 'https://a.example/a.png' }],
  })}) })`

  it('is taken as a whole when the request is empty', () => {
    const { composer, sentence, note } = play({ text: CODE })
    const empty = createComposer().draft()
    expect(sentence).toBe('1 reference taken from what you pasted.')
    expect(composer.draft()).toMatchObject({ kind: 'video', prompt: 'Two meet' })
    note?.undo?.()
    expect(composer.draft()).toEqual(empty)
  })

  it('adds its references only when the request has something', () => {
    const composer = createComposer()
    composer.change({ prompt: 'Mine' })
    const { urls, sentence } = play({ text: CODE }, composer)
    expect(urls).toEqual(['https://a.example/a.png'])
    expect(sentence).toMatch(/^1 reference added by its URL/)
    expect(composer.draft()).toMatchObject({ kind: 'image', prompt: 'Mine' })
  })
})
