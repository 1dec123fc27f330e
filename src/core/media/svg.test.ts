import { describe, expect, it } from 'vitest'
import { isSvg } from './svg.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('isSvg', () => {
  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<svg>',
    '\uFEFF<svg >',
    '\n\t <svg\nwidth="1">',
    '<?xml version="1.0" encoding="UTF-8"?>\n<svg>',
    '<!-- Made by hand > with care --><svg>',
    '<?xml version="1.0"?><!-- a --><!-- b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg>',
    '<!DOCTYPE svg [\n<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n]>\n<svg xmlns="&ns_svg;">',
    '<?xml-stylesheet href="a.css"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
  ])('accepts %j', (text) => {
    expect(isSvg(bytes(text))).toBe(true)
  })

  it.each([
    '',
    'svg',
    '<svgx>',
    '<html><svg></svg></html>',
    '<!-- <svg> -->',
    '<!-- never ended <svg>',
    '<?xml version="1.0"?><rss>',
    'text before <svg>',
  ])('rejects %j', (text) => {
    expect(isSvg(bytes(text))).toBe(false)
  })

  it('reads UTF-16 with a byte order mark', () => {
    expect(isSvg(new Uint8Array(Buffer.from('\uFEFF<svg>', 'utf16le')))).toBe(true)
    expect(isSvg(new Uint8Array(Buffer.from('\uFEFF<svg>', 'utf16le').swap16()))).toBe(true)
  })

  it('rejects a hostile beginning without exponential backtracking', () => {
    for (const piece of ['<!DOCTYPE [', '<!--', '<?', '<!DOCTYPE [] [', ' \n']) {
      expect(isSvg(bytes(piece.repeat(16_384 / piece.length)))).toBe(false)
    }
  })
})
