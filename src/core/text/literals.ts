/**
 * Control characters, line separators, lone surrogates and invisible characters. Direction marks
 * are invisible, and make code look different from what a computer reads.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** {@link UNSEEN} and white space. */
export const NOT_IN_URLS = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Writes a string literal in double quotes that JSON, JavaScript and TypeScript read as exactly
 * this text. The literal is on one line and holds no {@link UNSEEN} character.
 */
export function quoteText(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, escapeUnits)
}

/** Quotes a word for any POSIX shell, so that no character is special. It cannot hold U+0000. */
export function quoteShell(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** Percent-encodes the characters of {@link NOT_IN_URLS}, as URL parsers do. */
export function encodeUnseen(url: string): string {
  return url.replace(NOT_IN_URLS, (character) =>
    /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character),
  )
}

function escapeUnits(characters: string): string {
  return characters
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
