/** Begins a CSV file. Without it, Excel reads UTF-8 in the code page of its system. */
export const BYTE_ORDER_MARK = '\ufeff'

/**
 * Values that a spreadsheet may run as a formula, also after it trims spaces and quotes (CWE-1236).
 * Excel reads full-width signs as the narrow ones.
 */
const LIVE = /^[\s\p{Cf}\p{Pi}\p{Pf}'"]*[=+\-@|＝＋－＠]|^'*[\t\r\n]/u

/**
 * Writes comma-separated values by RFC 4180. Every line ends with CRLF, the last one too. Values
 * that hold a separator, a quote or a line end are quoted. A value that a spreadsheet may run gets
 * an apostrophe in front, which `readCsv` removes.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeValue).join(',')}\r\n`).join('')
}

function writeValue(value: string): string {
  const text = LIVE.test(value) ? `'${value}` : value
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Removes the apostrophe that {@link writeCsv} adds, and no other. */
export function restoreValue(text: string): string {
  return text.startsWith("'") && LIVE.test(text.slice(1)) ? text.slice(1) : text
}
