import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitName } from './split-name.ts'

it.each([
  ['red-sphere-packshot.png', 'red-sphere-pac', 'kshot.png'],
  ['dusk.jpg', 'dusk.jpg', ''],
  ['sixteen-char.jpg', 'sixteen-char.jpg', ''],
  ['seventeen-car.jpg', 'seventee', 'n-car.jpg'],
  ['README-of-everything', 'README-of-every', 'thing'],
  ['a/b.c/no-extension-here', 'a/b.c/no-extension', '-here'],
  ['holiday-👩‍👩‍👧.jpg', 'holiday-', '👩‍👩‍👧.jpg'],
  ['un-cafe\u0301lans.webp', 'un-caf', 'e\u0301lans.webp'],
  ['', '', ''],
])('splits %j into %j and %j', (name, start, end) => {
  expect(splitName(name)).toEqual([start, end])
})

it('loses and splits no character of any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const [start, end] = splitName(name)
      expect(start + end).toBe(name)
      expect(() => encodeURIComponent(start) + encodeURIComponent(end)).not.toThrow()
    }),
  )
})
