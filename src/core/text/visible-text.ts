import { UNSEEN } from './literals.ts'

/** The text on one line, in which what is not seen stands by its number: `\u000d`. */
export function showOnOneLine(text: string): string {
  return text.replace(UNSEEN, showNumber)
}

/** The text on its lines, in which all else that is not seen stands by its number. */
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
