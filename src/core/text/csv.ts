/** Written before a table in a file: without it Excel takes UTF-8 for the code page of its system. */
export const BYTE_ORDER_MARK = '\ufeff'

/**
 * What a spreadsheet may run, or may after it took spaces and quotes away: CWE-1236, with the
 * full-width signs that Excel takes for the narrow ones.
 */
const LIVE = /^[\s\p{Cf}\p{Pi}\p{Pf}'"]*[=+\-@|＝＋－＠]|^'*[\t\r\n]/u

/**
 * Comma-separated values as RFC 4180 writes them: lines end with CRLF (the last one too), and a
 * value that holds a separator, a quote or a line end stands in quotes, with its own quotes doubled.
 * A value that a spreadsheet may run gets an apostrophe in front, which `readCsv` takes away.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeValue).join(',')}\r\n`).join('')
}

function writeValue(value: string): string {
  const text = LIVE.test(value) ? `'${value}` : value
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Takes away the apostrophe of {@link writeCsv}, and no other. */
export function restoreValue(text: string): string {
  return text.startsWith("'") && LIVE.test(text.slice(1)) ? text.slice(1) : text
}
