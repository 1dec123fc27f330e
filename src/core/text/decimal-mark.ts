import { LOCALE } from './locale.ts'

const MARK = (1.5).toLocaleString(LOCALE).charAt(1)

/**
 * Converts a number typed in the page's language to the form that `Number` reads. The mark of
 * another language becomes a space, so that "1,500" is not read as 1.5.
 *
 * @param mark the decimal mark of the language
 */
export function readDecimal(typed: string, mark = MARK): string {
  return typed.trim().replace(/[.,]/g, (sign) => (sign === mark ? '.' : ' '))
}

/** Writes a number into a text field, as {@link readDecimal} reads it. */
export function writeDecimal(amount: number, mark = MARK): string {
  return String(amount).replace('.', mark)
}
