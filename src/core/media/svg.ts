/** Allowed before the root element: byte order mark, processing instructions, comments, DOCTYPE. */
const PROLOG = /^\uFEFF?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]|\[[^\]]*\])*>)*/i

const SVG_ROOT = /^<(?:[\w.-]+:)?svg[\s/>]/i

/**
 * Checks the name of the root element in the first bytes of a file. Reads UTF-8, and UTF-16 with
 * the byte order mark that XML requires.
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
