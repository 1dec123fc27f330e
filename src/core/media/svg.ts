/** What may stand before the root element: byte order mark, XML declaration and other instructions, comments, a document type. */
const PROLOG = /^\uFEFF?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]|\[[^\]]*\])*>)*/i

const SVG_ROOT = /^<(?:[\w.-]+:)?svg[\s/>]/i

/**
 * Whether a file that begins with these bytes is an SVG, by the name of its root element.
 * UTF-8, and UTF-16 with its byte order mark, as XML demands of it.
 */
export function isSvg(head: Uint8Array): boolean {
  const text = new TextDecoder(encodingOf(head)).decode(head)
  return SVG_ROOT.test(text.replace(PROLOG, ''))
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
