import { expect, it } from 'vitest'
import { isWebLink } from './link.ts'

it.each([
  ['https://s3.varg.ai/u/1/a.png', true],
  ['http://localhost:4173/sandbox/u/1/a.png', true],
  ['javascript:alert(1)', false],
  ['JavaScript://x/%0aalert(1)', false],
  ['data:text/html,<script>1</script>', false],
  ['blob:http://localhost/1', false],
  ['//s3.varg.ai/a.png', false],
  ['not a url', false],
])('isWebLink(%s) is %s', (url, link) => {
  expect(isWebLink(url)).toBe(link)
})
