import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitUrl } from './url-parts.ts'

const HASH = '79e8af3e40208de65215cccf175bd505d075c424e61443188b89eddd81cb183f'

it('splitUrl shows ten digits and the extension when the name is a hash', () => {
  expect(splitUrl(`https://s3.varg.ai/u/8f41/${HASH}.jpg`)).toEqual({
    scheme: 'https://',
    host: 's3.varg.ai/',
    folders: 'u/8f41/',
    start: '79e8af3e40',
    rest: HASH.slice(10),
    end: '.jpg',
  })
})

it.each([
  ['the name is short', 'http://localhost:4/a.png', 'a', '', '.png'],
  ['the URL has a query', 'https://h/a/b.png?c=/d.e', 'b', '', '.png?c=/d.e'],
  ['there is no extension', `https://h/${HASH}`, '79e8af3e40', HASH.slice(10), ''],
  ['there is no path', 'https://h', '', '', ''],
  ['the text is no URL', 'not a URL', 'not a URL', '', ''],
])('splitUrl keeps the name readable when %s', (_when, url, start, rest, end) => {
  expect(splitUrl(url)).toMatchObject({ start, rest, end })
})

it('splitUrl keeps every character when the text is anything', () => {
  fc.assert(
    fc.property(fc.constantFrom('', 'https://', 'https://h/'), fc.string(), (start, rest) => {
      expect(Object.values(splitUrl(start + rest)).join('')).toBe(start + rest)
    }),
  )
})
