import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileNameHeader, nameInHeader } from './file-name-header.ts'

it.each([
  ['cat.jpg', 'cat.jpg'],
  ['shots/day 1/my cat.jpg', 'my cat.jpg'],
  ['C:\\photos\\cat.jpg', 'cat.jpg'],
  ['кот.jpg', '%D0%BA%D0%BE%D1%82.jpg'],
  ['100%.jpg', '100%25.jpg'],
  ['a\r\nX-Evil: 1.jpg', 'a%0D%0AX-Evil: 1.jpg'],
  [' a ', '%20a%20'],
  ['', ''],
  ['shots/', ''],
  ['a"b;c.jpg', 'a"b;c.jpg'],
])('fileNameHeader writes %j', (path, header) => {
  expect(fileNameHeader(path)).toBe(header)
})

it('fileNameHeader keeps the extension when a name is longer than 255 bytes', () => {
  const name = nameInHeader(fileNameHeader(`${'ж'.repeat(300)}.jpeg`))
  expect(name).toBe(`${'ж'.repeat(125)}.jpeg`)
})

it('fileNameHeader writes printable ASCII that reads back, for every name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (path) => {
      const header = fileNameHeader(path)
      expect(header).toMatch(/^[\x21-\x7e]?$|^[\x21-\x7e][\x20-\x7e]*[\x21-\x7e]$/)
      const name = nameInHeader(header)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
      const last = new TextDecoder().decode(
        new TextEncoder().encode(path.split(/[/\\]/).at(-1) ?? ''),
      )
      if (new TextEncoder().encode(last).length <= 255) expect(name).toBe(last)
    }),
  )
})
