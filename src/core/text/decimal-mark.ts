import { LOCALE } from './locale.ts'

const MARK = (1.5).toLocaleString(LOCALE).charAt(1)

/**
 * A number that is typed in the page's language, as `Number` reads it. The mark of another language
 * becomes a space, so that "1,500" is not taken for one and a half.
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
