import { expect, it } from 'vitest'
import { hashText } from './hash-text.ts'

// Values of the FNV reference implementation.
it.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('hashText of %j is %s', (text, digits) => {
  expect(hashText(text)).toBe(digits)
})

it('hashText pads short values and reads text as UTF-8', () => {
  for (let at = 0; at < 1000; at += 1) expect(hashText(`é${at}`)).toMatch(/^[0-9a-f]{16}$/)
})
