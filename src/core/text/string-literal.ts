export interface StringLiteral {
  value: string
  /** Index after its closing quote. */
  end: number
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\u2028': '',
  '\u2029': '',
}

/**
 * Reads the string that begins at a quote, apostrophe or backtick, and decodes its escapes. The
 * expressions of a template stay as they are written. Returns undefined when it has no end. Only a
 * template may have several lines.
 */
export function readStringLiteral(text: string, start: number): StringLiteral | undefined {
  const quote = text[start]
  const parts: string[] = []
  let from = start + 1
  for (let at = from; at < text.length; ) {
    const character = text[at]
    if (character === quote) {
      parts.push(text.slice(from, at))
      return { value: parts.join(''), end: at + 1 }
    }
    if (character === '\\') {
      const escaped = readEscape(text, at)
      parts.push(text.slice(from, at), escaped.value)
      at = escaped.end
      from = at
      continue
    }
    if (quote !== '`' && (character === '\n' || character === '\r')) return undefined
    at += 1
  }
  return undefined
}

/** @param start index of the backslash */
function readEscape(text: string, start: number): { value: string; end: number } {
  const code = /^\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(
    text.slice(start, start + 10),
  )
  const digits = code?.[1] ?? code?.[2] ?? code?.[3]
  if (code && digits !== undefined) {
    const point = Number.parseInt(digits, 16)
    const value = point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
    return { value, end: start + code[0].length }
  }
  const next = text[start + 1] ?? ''
  if (next === '\r') return { value: '', end: start + (text[start + 2] === '\n' ? 3 : 2) }
  return { value: ESCAPES[next] ?? next, end: start + 1 + next.length }
}
