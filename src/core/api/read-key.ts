import { describeFoundText } from './found-text.ts'
import { looksLikeKey } from './key.ts'

/** The key in a text, or a description of what the text holds. The description has no secret. */
export type KeyReading = { key: string } | { found: string }

/** Maximum number of characters that are read. */
const LONGEST_TEXT = 20_000

/** Zero-width characters, soft hyphens, direction marks and controls, without tabs and line ends. */
const INVISIBLE = /(?![\t\n\r])[\p{DI}\p{Cc}\p{Cf}]/gu

/** A key that continues on the next lines. These hold nothing else and mix letters with digits. */
const WRAPPED =
  /varg_[\w-]+(?:[ \t]*[\r\n\u2028\u2029]+[ \t]*(?!varg_)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]+(?=["'`\s]*$))+/gm

/** Words after the beginning of a key. The first word may be only a part of the key. */
const SPACED = /^varg_[\w-]+(?:\s+(?!varg_)[\w-]+)+$/

const COMMENT = /(^|\s)(?:#|\/\/|;|[Rr][Ee][Mm]\s).*$/gm

const KEY = String.raw`varg_[\w-]+`

/** What may stand before a key: an escape, or a character that cannot be part of a key. */
const BEFORE = String.raw`(?:^|[^\w-]|%[\da-fA-F]{2}|\\[nrt]|\\u[\da-fA-F]{4})`

const SCHEME = String.raw`(?:(?:[Bb]earer|BEARER|[Tt]oken|[Kk]ey)(?:\s+|%20|\+))?`

/** What ends a key. A name before `=` or `:` is not a key, nor is a piece before a space. */
const END = [
  String.raw`(?=$|\\["']|["'\x60\s,;&|<>#\p{Ps}\p{Pe}\p{Pi}\p{Pf}]|[.:!?](?:$|["'\s]))`,
  String.raw`(?!["'\x60]?[ \t]*=[^=]|["'\x60]\s*:)`,
  String.raw`(?![ \t]+(?!varg_)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]+["'\x60]?[ \t]*(?:$|[\r\n]))`,
].join('')

/** Places of a key, from the most to the least certain. */
const PLACES = [
  // The whole text, except quotes, brackets and other punctuation.
  String.raw`^[^\w-]*${SCHEME}(${KEY})${END}[^\w*•]*$`,
  // After the name of a key.
  String.raw`(?:^|[^\w-])(?:VARG_API_KEY|[Aa][Pp][Ii][-_]?[Kk][Ee][Yy])\W{1,12}${SCHEME}(${KEY})${END}`,
  // Anywhere, when it is too long for a word.
  String.raw`${BEFORE}(${KEY}(?<=.{17}))(?:${END}|(?=\\[nrt]))`,
  // After a quote, an assignment, a bracket or `Bearer`.
  String.raw`(?:["'\x60=:\p{Ps}\p{Pi}]\s*|[Bb]earer\s+)(${KEY})${END}`,
].map((place) => new RegExp(place, 'gu'))

const OPENED = /["'`\p{Pi}]$/u
const CLOSED = /^\s*(?:$|\\?["'`\p{Pf}\p{Pi}])/u

/**
 * Reads a key from the text it was copied with: quotes, `Bearer`, a header, a line of a shell or of
 * a `.env` file, JSON, YAML, code. Comments are read only when the rest holds no key. Ambiguous text
 * gives no key.
 */
export function readKey(text: string): KeyReading {
  const whole = text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(WRAPPED, (lines) => lines.replace(/\s+/g, ''))
    .trim()
  if (looksLikeKey(whole)) return { key: whole }
  if (SPACED.test(whole)) return { found: describeFoundText(whole) }
  for (const part of [whole.replace(COMMENT, '$1'), whole]) {
    for (const place of PLACES) {
      const keys = new Set(findIn(part, place))
      const [key] = keys
      if (key !== undefined) return keys.size === 1 ? { key } : { found: describeFoundText(whole) }
    }
  }
  return { found: describeFoundText(whole) }
}

function* findIn(text: string, place: RegExp): Iterable<string> {
  for (const match of text.matchAll(place)) {
    const [all, key = ''] = match
    const start = match.index + all.indexOf(key)
    const isOpen = OPENED.test(text.slice(0, start).slice(-1))
    // A key after an opening quote must end at a closing quote.
    if (!isOpen || CLOSED.test(text.slice(start + key.length))) yield key
  }
}
