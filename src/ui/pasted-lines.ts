/**
 * Pasted or dropped text for a field of one line. Such a field removes line breaks and joins words,
 * so they become a separator that it keeps. Undefined for a single line.
 */
export function pastedLines(data: DataTransfer): string | undefined {
  const text = data.getData('text')
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, '\u2028') : undefined
}
