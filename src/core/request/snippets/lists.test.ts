import { expect, it } from 'vitest'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { readCsvTable, readMarkdownList } from '../../testing/read-lists.ts'
import { findSnippet } from './all-snippets.ts'

const URL_LINES = findSnippet('url-lines')
const FILES_ARRAY = findSnippet('files-array')
const MARKDOWN = findSnippet('markdown')
const CSV = findSnippet('csv')

it.each([URL_LINES, FILES_ARRAY, MARKDOWN, CSV])('$id requires only files', (list) => {
  expect(list.lack(draftRequest())).toBe('Add files to the request first.')
  expect(list.lack(draftRequest(['audio']))).toBeUndefined()
  expect(list.isRequest).toBe(false)
})

it('URL lines hold one URL each in the order of the request', () => {
  expect(URL_LINES.write(draftRequest(['image', 'audio', 'image']))).toBe(
    `${urlOf(0, 'image')}\n${urlOf(1, 'audio')}\n${urlOf(2, 'image')}`,
  )
})

it.each([
  ['https://a.example/b c', 'https://a.example/b%20c'],
  ['https://a.example/b\nhttps://evil.example/', 'https://a.example/b%0Ahttps://evil.example/'],
  ['https://a.example/\u202egnp.a\u2028', 'https://a.example/%E2%80%AEgnp.a%E2%80%A8'],
  ['https://a.example/\ud800', 'https://a.example/%EF%BF%BD'],
  ['https://a.example/\u{e0041}', 'https://a.example/%F3%A0%81%81'],
  ["https://a.example/é?a=1&b='(x)", "https://a.example/é?a=1&b='(x)"],
])('URL lines keep %j on one line', (url, line) => {
  expect(URL_LINES.write(draftRequest([{ kind: 'image', url }]))).toBe(line)
})

it('files array has the format of the gateway', () => {
  const files = JSON.parse(FILES_ARRAY.write(draftRequest(['image', 'video'])))
  expect(files).toEqual([{ url: urlOf(0, 'image') }, { url: urlOf(1, 'video') }])
  expect(FILES_ARRAY.write(draftRequest(['image']))).toBe(`[{ "url": "${urlOf(0, 'image')}" }]`)
  expect(FILES_ARRAY.write(draftRequest())).toBe('[]')
})

it('Markdown list embeds images and links other files', () => {
  const files = [{ kind: 'image', name: 'dinesh front_1.png' }, 'video', 'audio'] as const
  expect(MARKDOWN.write(draftRequest(files))).toBe(
    [
      `- ![dinesh front\\_1.png](${urlOf(0, 'image')})`,
      `- [video 1.mp4](${urlOf(1, 'video')})`,
      `- [audio 2.mp3](${urlOf(2, 'audio')})`,
    ].join('\n'),
  )
})

it.each([
  ['a](https://evil.example)[b', 'https://a.example/'],
  ['a\n\n# b\r\n- c', 'https://a.example/'],
  ['`a` **b** _c_ ~~d~~ <b>e</b> $f$ &amp; &#65; \\', 'https://a.example/'],
  ['[^1] ![x](y)', 'https://a.example/'],
  ['a', 'https://a.example/(b)c)?d=<e>&copy;&amp=`\\)'],
  ['a', 'https://a.example/b c\n- d "title"'],
  ['\u202egnp.a \u2028', 'https://a.example/\u202e'],
])('Markdown list keeps the name %j and the URL %j in one item', (name, url) => {
  const text = MARKDOWN.write(draftRequest([{ kind: 'audio', name, url }, 'image']))
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}\r]/u)
  expect(readMarkdownList(text)[0]).toEqual({ isImage: false, name, url })
  expect(readMarkdownList(text)).toHaveLength(2)
})

it('Markdown list replaces characters that Markdown cannot hold', () => {
  const name = 'a\0b\ud800'
  const text = MARKDOWN.write(draftRequest([{ kind: 'image', name, url: 'https://a.example/' }]))
  expect(text).toBe('- ![a\ufffdb\ufffd](https://a.example/)')
})

it('CSV table keeps all names exactly', () => {
  const names = ['plain.png', 'a,b', 'say "hi"', 'a\r\nb', '=1+1', '', ' x ']
  const files = names.map((name) => ({ kind: 'image', name, mediaType: 'image/png' }) as const)
  const text = CSV.write(draftRequest(files))
  expect(text.slice(0, text.indexOf('\r\n'))).toBe('name,tag,media_type,url')
  expect(readCsvTable(text).slice(1)).toEqual(
    names.map((name, at) => [name, `@image${at + 1}`, 'image/png', urlOf(at, 'image')]),
  )
})
