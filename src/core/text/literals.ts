/**
 * Control characters, line separators, halves of surrogate pairs, and what is there but not seen:
 * marks that turn the reading direction would show code in another order than a computer reads it.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** As {@link UNSEEN}, and white space: what no URL holds. */
export const NOT_IN_URLS = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A string literal in double quotes that reads the same in JSON, JavaScript and TypeScript, and
 * gives back exactly the text. It stays on its line and holds nothing unseen.
 */
export function quoteText(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, escapeUnits)
}

/** A word for any POSIX shell, in which nothing has a meaning. It cannot hold U+0000. */
export function quoteShell(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** The URL with what must not be in one written as `%20` and so on, as URL parsers would do. */
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
