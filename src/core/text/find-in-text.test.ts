import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../testing/made-entries.ts'
import { findInText, MOST_FINDS } from './find-in-text.ts'

describe('findInText', () => {
  it.each([
    ['', '', []],
    ['abc', '', []],
    ['abc', 'd', []],
    [
      'abcabc',
      'bc',
      [
        [1, 3],
        [4, 6],
      ],
    ],
    [
      'aaaa',
      'aa',
      [
        [0, 2],
        [2, 4],
      ],
    ],
    [
      'Error: ERROR',
      'error',
      [
        [0, 5],
        [7, 12],
      ],
    ],
    ['a.b', '.', [[1, 2]]],
    [
      '🎬 Ä ä',
      'ä',
      [
        [3, 4],
        [5, 6],
      ],
    ],
  ])('searches %j for %j', (text, wanted, finds) => {
    expect(findInText(text, wanted)).toEqual(finds)
  })

  it('stops at the maximum number of matches', () => {
    expect(findInText('a'.repeat(MOST_FINDS + 1), 'a')).toHaveLength(MOST_FINDS)
  })

  it.each([
    ['5,000 lone surrogates in 5,000', '\ud800'.repeat(5000), '\ud800'.repeat(5000), 1],
    ['5,000 lone surrogates', `a${'\ud800\udbff'.repeat(2500)}b`, '\ud800\udbff'.repeat(2500), 1],
    ['a long text', `a${'é'.repeat(200_000)}`, 'É'.repeat(200_000), 1],
    ['no first half of a character', '🎬🎬', '\ud83c', 0],
    ['no second half of a character', '🎬🎬', '\udfac', 0],
    ['a final sigma', 'ΟΔΟΣ οδος', 'οδοσ', 2],
  ])('finds %s', (_name, text, wanted, count) => {
    expect(findInText(text, wanted)).toHaveLength(count)
  })

  it('finds any text that the searched text ends with', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, wanted) => {
        // Lone surrogates are excluded: half of a character is not found.
        fc.pre(wanted !== '' && !/\p{Cs}/u.test(`${wanted}|${text}`))
        const [start, end] = findInText(`${text}|${wanted}`, wanted)[0] ?? [-1, -1]
        expect(start).toBeGreaterThanOrEqual(0)
        expect(`${text}|${wanted}`.slice(start, end).toUpperCase()).toBe(wanted.toUpperCase())
      }),
    )
  })
})
