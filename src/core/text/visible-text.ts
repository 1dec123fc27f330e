import { UNSEEN } from './literals.ts'

/** Escapes invisible characters and line ends by their code point: `\u000d`. */
export function showOnOneLine(text: string): string {
  return text.replace(UNSEEN, showNumber)
}

/** Escapes invisible characters, except tabs and line ends. CRLF becomes LF. */
export function showInLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (character) => (/[\n\t]/.test(character) ? character : showNumber(character)))
}

function showNumber(character: string): string {
  const number = character.codePointAt(0) ?? 0
  const digits = number.toString(16)
  return number > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}
