/**
 * What is pasted or dropped, for a field of one line. Such a field leaves line ends out and so glues
 * words together: in their place stands a separator that it keeps. Undefined for a single line.
 */
export function pastedLines(data: DataTransfer): string | undefined {
  const text = data.getData('text')
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, '\u2028') : undefined
}
