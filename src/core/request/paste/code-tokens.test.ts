import { describe, expect, it } from 'vitest'
import { readCodeTokens } from './code-tokens.ts'

describe('readCodeTokens', () => {
  const read = (text: string) =>
    Array.from(readCodeTokens(text), (token) =>
      token.type === 'string' ? `"${token.value}"` : `${token.type[0]} ${token.text}`,
    )

  it.each([
    ['const A = "x";', ['n const', 'n A', 'm =', '"x"', 'm ;']],
    ['a // it\'s "b"\nc', ['n a', 'c  it\'s "b"', 'n c']],
    ['/* a\n"b" */ c', ['c  a\n"b" ', 'n c']],
    ['/* a', ['m /', 'm *', 'n a'].slice(2)],
    ["don't 'a'", ['n don', "m '", 'n t', '"a"']],
    ['"a\n"b"', ['n a', '"b"']],
    ['`$' + '{a}`', ['"undefined"']],
    ['url: https://a/b', ['n url', 'm :', 'n https', 'm :', 'm /', 'm /', 'n a', 'm /', 'n b']],
    ['', []],
  ])('splits %j', (text, tokens) => {
    expect(read(text)).toEqual(tokens)
  })
})
