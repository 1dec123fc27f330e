import { expect, it } from 'vitest'
import { sitePathOf } from './site-path.ts'

it.each([
  ['http://localhost:4173/', ''],
  ['http://localhost:4173/index.html?a=/b/#/c/', ''],
  ['https://example.org/refdrop/', '/refdrop'],
  ['https://example.org/refdrop/index.html#details', '/refdrop'],
  ['https://example.org/tools/drop/', '/tools/drop'],
])('sitePathOf finds the folder of %s', (url, path) => {
  expect(sitePathOf(url)).toBe(path)
})
