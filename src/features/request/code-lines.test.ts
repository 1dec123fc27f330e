import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Chunk, layOutCode } from './code-lines.ts'

const HASH = '79e8af3e'.padEnd(64, '0')
const HEAD = 'https://s3.varg.ai/u/8f41c24f/'
const URL = `${HEAD}${HASH}.jpg`

const DOTS = { head: '…/', middle: '…', tail: '…', rest: '' }

/** What a person sees, with `|` around what stays on one line. */
function seen(chunks: readonly Chunk[]): string {
  return chunks
    .map(({ isUrl, parts }) => {
      const text = parts.map(({ cut, text }) => (cut ? DOTS[cut] : text)).join('')
      return isUrl ? `|${text}|` : text
    })
    .join('')
}

function textOf(lines: readonly Chunk[][]): string {
  return lines
    .flatMap((line) => line.flatMap(({ parts }) => parts.map(({ text }) => text)))
    .join('')
}

describe('layOutCode', () => {
  it.each([
    [`const A_REF = "${URL}";`, 'const A_REF = |"…/79e8af3e….jpg";|'],
    [`  { "url": "${URL}" },`, '  { "url": |"…/79e8af3e….jpg"| },'],
    [URL, '|…/79e8af3e….jpg|'],
    [`![a](${URL})`, '![a]|(…/79e8af3e….jpg)|'],
    [`${HEAD}${HASH}`, '|…/79e8af3e…|'],
    [`${HEAD}photos/2026/11/a.jpg`, '|…/a.jpg|'],
    [`${HEAD}${HASH}.jpg?width=3#x`, '|…/79e8af3e….jpg…|'],
    [`${HEAD}${'a/'.repeat(20)}`, '|…/|'],
    ['curl --url https://api.varg.ai/v1/video', 'curl --url https://api.varg.ai/v1/video'],
    [`https://${'a'.repeat(60)}`, `https://${'a'.repeat(60)}`],
    ['no URL', 'no URL'],
    [`"${URL}", "${URL}"`, '|"…/79e8af3e….jpg",| |"…/79e8af3e….jpg"|'],
  ])('shows %s as %s', (code, expected) => {
    expect(layOutCode([{ text: code }]).map(seen)).toEqual([expected])
  })

  it('keeps line ends with their lines', () => {
    expect(layOutCode([{ text: 'a\n\nb\n' }]).map(seen)).toEqual(['a\n', '\n', 'b\n'])
    expect(layOutCode([])).toEqual([[]])
  })

  it('keeps colours when pieces begin and end within lines and URLs', () => {
    const pieces = [
      { text: 'a\nb "', look: 'one' },
      { text: URL.slice(0, 40), look: 'two' },
      { text: `${URL.slice(40)}"\nc`, look: 'three' },
    ]
    const [first, second, third] = layOutCode(pieces)
    expect(first).toEqual([{ isUrl: false, parts: [{ text: 'a\n', look: 'one' }] }])
    expect(seen(second ?? [])).toBe('b |"…/79e8af3e….jpg"|\n')
    expect(second?.at(-1)?.parts).toEqual([{ text: '\n', look: 'three' }])
    expect(third?.[0]?.parts).toEqual([{ text: 'c', look: 'three' }])
  })

  it('keeps every character of any code', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab/.?#"\'()\n ;,\u202e') }),
      fc.constantFrom(URL, `"${URL}";`, 'https://', '\r\n', '🎬'),
      fc.webUrl({ withQueryParameters: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.record({ text })), (pieces) => {
        expect(textOf(layOutCode(pieces))).toBe(pieces.map((piece) => piece.text).join(''))
      }),
    )
  })
})
