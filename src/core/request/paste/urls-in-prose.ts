import type { KnownUrls } from '../../api/gateway-url.ts'
import { nameUrl, type PastedReference } from './pasted-reference.ts'

/** Maximum length of a link's name in characters, including escapes. */
const LONGEST_NAME = 16_000

/** Ends a URL in a text: a character that a URL cannot hold, or the beginning of the next URL. */
const END_OF_URL = /[\s"'`<>\\|^{}“”‘’„«»]|\$\{|https?:\/\//gi

/** Characters after a URL that usually belong to the sentence. */
const CLOSING = '.,;:!?…()[]*_~'

type Accept = (url: string) => boolean

/**
 * Finds URLs in prose, in order: the targets of Markdown links with their names, and other text that
 * begins with `http`.
 */
export function findUrlsInProse(
  text: string,
  known: Pick<KnownUrls, 'has'>,
  accept: Accept,
): PastedReference[] {
  const found: PastedReference[] = []
  const begin = /\]\(<?(?=https?:\/\/)|https?:\/\//gi
  const places: number[] = []
  let linkEnd = 0
  let runEnd = 0
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const start = match.index
    if (match[0].startsWith(']')) {
      if (isEscaped(text, start)) continue
      const { url, end } = readAddress(text, begin.lastIndex)
      if (!accept(url)) continue
      const name = readLinkName(text.slice(linkEnd, start))
      // A URL in the name of a link is part of the name.
      while (name && (places.at(-1) ?? -1) >= start - name.length) {
        places.pop()
        found.pop()
      }
      found.push(nameUrl(url, name && undoMarkdown(name)))
      places.push(start)
      linkEnd = begin.lastIndex = end
    } else {
      const isRun = start >= runEnd
      if (isRun) runEnd = endOfRun(text, start)
      // A known URL counts as it is, up to the next space.
      const run = isRun ? text.slice(start, runEnd) : ''
      const url = known.has(run) ? run : readPlainUrl(text, start, known, accept)
      if (url === undefined) continue
      found.push({ url })
      places.push(start)
      begin.lastIndex = start + url.length
    }
  }
  return found
}

function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text[start - 1] === '\\') start -= 1
  return (at - start) % 2 === 1
}

function endOfRun(text: string, start: number): number {
  const space = /\s/g
  space.lastIndex = start
  return space.exec(text)?.index ?? text.length
}

/** Returns the accepted URL at `start`, without punctuation of the sentence. */
function readPlainUrl(
  text: string,
  start: number,
  known: Pick<KnownUrls, 'has'>,
  accept: Accept,
): string | undefined {
  const ending = new RegExp(END_OF_URL)
  ending.lastIndex = start + 'https://'.length
  let end = ending.exec(text)?.index ?? text.length
  const whole = text.slice(start, end)
  if (known.has(whole)) return whole
  while (CLOSING.includes(text[end - 1] ?? ' ')) end -= 1
  const bare = text.slice(start, end)
  if (known.has(bare)) return bare
  const short = bare.slice(0, bare.search(bare.includes('(') ? /[,;]|$/ : /[,;)\]]|$/))
  return [short, bare].find(accept)
}

/** Returns the unescaped target of a Markdown link and where it ends in the text. */
function readAddress(text: string, start: number): { url: string; end: number } {
  const mark = /\\.|\]\(|[\s()<>]/g
  mark.lastIndex = start
  let depth = 0
  let end = text.length
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0].startsWith('\\')) continue
    if (match[0] === '(') depth += 1
    else if (match[0] !== ')' || depth === 0) {
      end = match.index
      break
    } else depth -= 1
  }
  return { url: undoMarkdown(text.slice(start, end)), end }
}

/** Returns the text after the last open bracket, with its escapes. */
function readLinkName(before: string): string | undefined {
  const text = before.slice(-LONGEST_NAME)
  const open: number[] = []
  for (const match of text.matchAll(/\\.|[[\]]/g)) {
    if (match[0] === '[') open.push(match.index)
    else if (match[0] === ']') open.pop()
  }
  const start = open.at(-1)
  return start === undefined ? undefined : text.slice(start + 1)
}

const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decodes backslash escapes and character references, as in CommonMark. */
function undoMarkdown(text: string): string {
  const escapes = /\\([!-/:-@[-`{-~])|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi
  return text.replace(
    escapes,
    (_, mark?: string, decimal?: string, hex?: string, name?: string) => {
      if (mark !== undefined) return mark
      if (name !== undefined) return CHARACTERS[name.toLowerCase()] ?? ''
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
    },
  )
}
