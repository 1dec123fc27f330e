import { looksLikeKey } from './key.ts'
import { nameFind } from './name-find.ts'

/** The key in a text, or what was found in its place: words for people, without any secret. */
export type KeyReading = { key: string } | { found: string }

/** A text longer than this, in characters, is read no further. */
const LONGEST_TEXT = 20_000

/** Zero width, soft hyphens, direction marks, control characters; no spaces and no ends of lines. */
const INVISIBLE = /(?![\t\n\r])[\p{DI}\p{Cc}\p{Cf}]/gu

/** A key that goes on in the next lines, which hold nothing else and mix letters with digits. */
const WRAPPED =
  /varg_[\w-]+(?:[ \t]*[\r\n\u2028\u2029]+[ \t]*(?!varg_)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]+(?=["'`\s]*$))+/gm

/** Words and nothing else, of which only the first can be a key: it may be a part of one. */
const SPACED = /^varg_[\w-]+(?:\s+(?!varg_)[\w-]+)+$/

const COMMENT = /(^|\s)(?:#|\/\/|;|[Rr][Ee][Mm]\s).*$/gm

const KEY = String.raw`varg_[\w-]+`

/** What a key may follow: nothing that could be a part of it, but an escape that is none. */
const BEFORE = String.raw`(?:^|[^\w-]|%[\da-fA-F]{2}|\\[nrt]|\\u[\da-fA-F]{4})`

const SCHEME = String.raw`(?:(?:[Bb]earer|BEARER|[Tt]oken|[Kk]ey)(?:\s+|%20|\+))?`

/** What ends a key: not a name that something is assigned to, nor a piece with the rest behind a space. */
const END = [
  String.raw`(?=$|\\["']|["'\x60\s,;&|<>#\p{Ps}\p{Pe}\p{Pi}\p{Pf}]|[.:!?](?:$|["'\s]))`,
  String.raw`(?!["'\x60]?[ \t]*=[^=]|["'\x60]\s*:)`,
  String.raw`(?![ \t]+(?!varg_)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]+["'\x60]?[ \t]*(?:$|[\r\n]))`,
].join('')

/** From the surest place of a key to the least sure one. */
const PLACES = [
  // It is all that there is, but for quotes, brackets and the like.
  String.raw`^[^\w-]*${SCHEME}(${KEY})${END}[^\w*•]*$`,
  // It belongs to a name of its own.
  String.raw`(?:^|[^\w-])(?:VARG_API_KEY|[Aa][Pp][Ii][-_]?[Kk][Ee][Yy])\W{1,12}${SCHEME}(${KEY})${END}`,
  // It is too long for a word.
  String.raw`${BEFORE}(${KEY}(?<=.{17}))(?:${END}|(?=\\[nrt]))`,
  // It is the value of something.
  String.raw`(?:["'\x60=:\p{Ps}\p{Pi}]\s*|[Bb]earer\s+)(${KEY})${END}`,
].map((place) => new RegExp(place, 'gu'))

const OPENED = /["'`\p{Pi}]$/u
const CLOSED = /^\s*(?:$|\\?["'`\p{Pf}\p{Pi}])/u

/**
 * Reads a key out of the text it was copied with: quotes, `Bearer`, a header, a line of a shell or
 * of a `.env` file, JSON, YAML, code. Comments count only where nothing else holds a key. What can
 * be read in two ways is not read.
 */
export function readKey(text: string): KeyReading {
  const whole = text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(WRAPPED, (lines) => lines.replace(/\s+/g, ''))
    .trim()
  if (looksLikeKey(whole)) return { key: whole }
  if (SPACED.test(whole)) return { found: nameFind(whole) }
  for (const part of [whole.replace(COMMENT, '$1'), whole]) {
    for (const place of PLACES) {
      const keys = new Set(findIn(part, place))
      const [key] = keys
      if (key !== undefined) return keys.size === 1 ? { key } : { found: nameFind(whole) }
    }
  }
  return { found: nameFind(whole) }
}

function* findIn(text: string, place: RegExp): Iterable<string> {
  for (const match of text.matchAll(place)) {
    const [all, key = ''] = match
    const start = match.index + all.indexOf(key)
    const isOpen = OPENED.test(text.slice(0, start).slice(-1))
    // In quotes it ends with them: what a space ends there is a piece.
    if (!isOpen || CLOSED.test(text.slice(start + key.length))) yield key
  }
}
