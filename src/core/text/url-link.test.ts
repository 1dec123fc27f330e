import { expect, it } from 'vitest'
import { NO_WEB_URLS } from '../testing/hostile-fields.ts'
import { isFullWebUrl, isWebLink } from './url-link.ts'

it.each([
  ['https://s3.varg.ai/u/1/a.png', true],
  ['http://localhost:4173/sandbox/u/1/a.png', true],
  ['javascript:alert(1)', false],
  ['JavaScript://x/%0aalert(1)', false],
  ['data:text/html,<script>1</script>', false],
  ['blob:http://localhost/1', false],
  ['//s3.varg.ai/a.png', false],
  ['not a url', false],
])('isWebLink for %s returns %s', (url, link) => {
  expect(isWebLink(url)).toBe(link)
})

it.each(NO_WEB_URLS)('isFullWebUrl rejects %j', (url) => {
  expect(isFullWebUrl(url)).toBe(false)
})

it.each([
  'https://s3.varg.ai/u/1/a.png',
  'HTTP://LOCALHOST:4173/sandbox/u/1/a.png',
  'https://[::1]:4173/a?b=c@d#e',
  'https://münchen.example/ü.png',
])('isFullWebUrl accepts %j', (url) => {
  expect(isFullWebUrl(url)).toBe(true)
})
