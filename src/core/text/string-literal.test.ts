import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStringLiteral } from './string-literal.ts'

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
    expect(readStringLiteral(`${text} more`, 0)).toEqual({ value, end: text.length })
  })

  it.each(['"a', "'a\nb'", '"a\\', '`a'])('returns undefined when %j has no end', (text) => {
    expect(readStringLiteral(text, 0)).toBeUndefined()
  })

  it('keeps the expressions of a template', () => {
    const hole = '$' + '{b}'
    expect(readStringLiteral(`\`a${hole}\``, 0)).toEqual({ value: `a${hole}`, end: 7 })
    expect(readStringLiteral(`\`a\\${hole}\``, 0)).toEqual({ value: `a${hole}`, end: 8 })
  })

  it('reads every string of JSON.stringify', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a"\\\n\u2028\ud83d/`$') }), (text) => {
        expect(readStringLiteral(JSON.stringify(text), 0)?.value).toBe(text)
      }),
    )
  })
})
