import { createElement, Fragment } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { drawCode } from './draw-code.tsx'
import { highlight } from './highlight.ts'

const CODE = '{"name":"a b","list":[1,true,null]}'

function markup(places: readonly (readonly [number, number])[], current = 0): string {
  const drawn = drawCode(highlight(CODE, 'json') ?? [], { places, current })
  return renderToStaticMarkup(createElement(Fragment, null, drawn)).replaceAll('&quot;', '"')
}

const textOf = (drawn: string) => drawn.replace(/<[^>]*>/g, '')
const marksOf = (drawn: string) =>
  [...drawn.matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(([, a]) => a)

describe('drawCode', () => {
  it('keeps the text and adds colours', () => {
    expect(textOf(markup([]))).toBe(CODE)
    expect(markup([])).toContain('<span class="text-code-string">"a b"</span>')
  })

  it('marks each place of any length across the borders of tokens', () => {
    for (let start = 0; start < CODE.length; start += 1) {
      for (let end = start + 1; end <= CODE.length; end += 1) {
        const drawn = markup([[start, end]])
        expect(textOf(drawn)).toBe(CODE)
        expect(marksOf(drawn).join('')).toBe(CODE.slice(start, end))
      }
    }
  })

  it('marks several places and sets aria-current on the current one', () => {
    const drawn = markup(
      [
        [2, 3],
        [3, 4],
        [9, 21],
      ],
      1,
    )
    expect(textOf(drawn)).toBe(CODE)
    expect(marksOf(drawn).join('|')).toMatch(/^n\|a\|/)
    expect(drawn.match(/<mark aria-current="true"[^>]*>a</)).not.toBeNull()
    expect(drawn.match(/aria-current/g)).toHaveLength(1)
  })
})
