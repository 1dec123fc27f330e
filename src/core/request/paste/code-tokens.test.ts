import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStringLiteral } from '../../text/string-literal.ts'
import { readCodeTokens } from './code-tokens.ts'

describe('readStringLiteral', () => {
  it.each([
    ["'a'", 'a'],
    ['"a\'b"', "a'b"],
    ['`a\nb`', 'a\nb'],
    ["'it\\'s'", "it's"],
    ['"\\u0027\\x41\\u{1f600}\\/\\n\\t\\0\\q"', "'A\u{1f600}/\n\t\0q"],
    ['"\\ud83d\\ude00"', '\u{1f600}'],
    ['"a\\\nb\\\r\nc"', 'abc'],
    ['"\\u{110000}"', '\ufffd'],
    ['"\\xZZ\\u12"', 'xZZu12'],
    ['""', ''],
  ])('reads %s', (text, value) => {
    expect(readStringLiteral(`${text} more`, 0)).toEqual({ value, end: text.length, isOpen: false })
  })

  it.each(['"a', "'a\nb'", '"a\\', '`a'])('finds no end in %j', (text) => {
    expect(readStringLiteral(text, 0)).toBeUndefined()
  })

  it('tells a template that is not plain', () => {
    const hole = '$' + '{b}'
    expect(readStringLiteral(`\`a${hole}\``, 0)?.isOpen).toBe(true)
    const escaped = { value: `a${hole}`, end: 8, isOpen: false }
    expect(readStringLiteral(`\`a\\${hole}\``, 0)).toEqual(escaped)
  })

  it('reads what JSON writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a"\\\n\u2028\ud83d/`$') }), (text) => {
        expect(readStringLiteral(JSON.stringify(text), 0)?.value).toBe(text)
      }),
    )
  })
})

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
