import { UNSEEN } from './literals.ts'

/** Writes invisible characters and line ends as their number: `\u000d`. */
export function showOnOneLine(text: string): string {
  return text.replace(UNSEEN, showNumber)
}

/** Writes invisible characters as their number and keeps tabs and line ends. */
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
