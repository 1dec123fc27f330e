/**
 * Comma-separated values as RFC 4180 writes them: lines end with CRLF (the last one too), and a
 * value holding a comma, a quote or a line end stands in quotes, with its own quotes doubled.
 * Values stay exactly what they are; nothing is trimmed or escaped otherwise.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoteValue).join(',')}\r\n`).join('')
}

function quoteValue(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
