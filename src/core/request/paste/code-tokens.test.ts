import { describe, expect, it } from 'vitest'
import { readCodeTokens } from './code-tokens.ts'

describe('readCodeTokens', () => {
  const read = (text: string) =>
    Array.from(readCodeTokens(text), ({ type, text: written }) => {
      if (type === 'number') return written
      return type === 'string' ? `"${written}"` : `${type[0]} ${written}`
    })

  it.each([
    ['const A = "x";', ['n const', 'n A', 'm =', '"x"', 'm ;']],
    ['a // it\'s "b"\nc', ['n a', 'c  it\'s "b"', 'n c']],
    ['/* a\n"b" */ c', ['c  a\n"b" ', 'n c']],
    ['/* a', ['m /', 'm *', 'n a']],
    ["don't 'a'", ['n don', 'n t', '"a"']],
    ['"a\n"b"', ['n a', '"b"']],
    ['`$' + '{a}`', ['"$' + '{a}"']],
    ['-1.5 2e-9 1e999', ['-1.5', '2e-9', '1e999']],
    ['"""a\n"b" """ x', ['"a\n"b" "', 'n x']],
    ['i <n <Video>', ['n i', 'm <', 'n n', 'm <', 'n Video', 'm >']],
    ['i < n a<b>', ['n i', 'm ', 'n n', 'n a', 'm <', 'n b', 'm >']],
    ['url: https://a/b', ['n url', 'm :', 'n https', 'm :', 'm /', 'm /', 'n a', 'm /', 'n b']],
    ['', []],
  ])('splits %j', (text, tokens) => {
    expect(read(text)).toEqual(tokens)
  })
})
