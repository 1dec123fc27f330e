import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indentJson } from './indent-json.ts'

describe('indentJson', () => {
  it('matches JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const indented = JSON.stringify(value, null, 2)
        expect(indentJson(JSON.stringify(value))).toBe(indented)
        expect(indentJson(indented)).toBe(indented)
      }),
    )
  })

  it('keeps large numbers, duplicate members and escapes', () => {
    expect(indentJson('{"id":12345678901234567890,"a":1.0,"a":"\\u0041\\""}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "a": 1.0,\n  "a": "\\u0041\\""\n}',
    )
  })

  it('accepts truncated JSON', () => {
    expect(indentJson('{"a":[1,"b c')).toBe('{\n  "a": [\n    1,\n    "b c')
    expect(indentJson('{"a":"b\\')).toBe('{\n  "a": "b\\')
  })

  it('bounds its output when the nesting is deep', () => {
    expect(indentJson('['.repeat(65_536)).length).toBeLessThan(65_536 * 52)
    expect(indentJson('[1]]]')).toBe('[\n  1\n]\n]\n]')
    const long = JSON.stringify('\\'.repeat(30_000))
    expect(indentJson(long)).toBe(long)
  })
})
