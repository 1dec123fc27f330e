import { BYTE_ORDER_MARK, restoreValue } from './csv.ts'

/**
 * Reads separated values by RFC 4180. A line may also end with LF or CR alone. A quote without an
 * end includes the rest of the text. The apostrophes that `writeCsv` adds are removed.
 *
 * @param separator one character
 */
export function readCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const plainEnd = new RegExp(`[${separator}\r\n]`, 'g')
  for (let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0; at < text.length; ) {
    let value: string
    if (text[at] === '"') {
      const quoted = readQuoted(text, at)
      value = quoted.value
      at = quoted.end
    } else {
      value = ''
    }
    plainEnd.lastIndex = at
    const end = plainEnd.exec(text)?.index ?? text.length
    row.push(restoreValue(value + text.slice(at, end)))
    at = end + 1
    if (text[end] === separator) {
      if (at >= text.length) row.push('')
      continue
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  const parts: string[] = []
  for (let from = start + 1; ; ) {
    const end = text.indexOf('"', from)
    if (end < 0) return { value: parts.join('') + text.slice(from), end: text.length }
    parts.push(text.slice(from, end))
    if (text[end + 1] !== '"') return { value: parts.join(''), end: end + 1 }
    parts.push('"')
    from = end + 2
  }
}
