import {
  type FoundUrl,
  hashInUrl,
  isGatewayUrl,
  type KnownUrls,
  nameUrl,
  parseWebUrl,
} from '../../api/gateway-url.ts'
import type { HistoryEntry } from '../../history/history.ts'
import { kindOf } from '../../media/media-kind.ts'
import { readCsv } from '../../text/read-csv.ts'
import { splitShellWords } from '../../text/shell-words.ts'
import type { NewReference } from '../composer.ts'
import { referenceOfEntry } from '../reference-of.ts'
import { findUrlsInCode } from './urls-in-code.ts'
import { findUrlsInJson, looksLikeJson } from './urls-in-json.ts'
import { findUrlsInProse } from './urls-in-prose.ts'

/** A reference in a text that somebody pasted. */
export type PastedReference = FoundUrl

/** Most characters that are looked at. */
const MOST = 2_000_000

/**
 * The gateway URLs in what somebody pasted, each once, in their order, with the names that the text
 * gives them: JSON, curl commands, CSV with a header, JavaScript and TSX, Markdown or plain text.
 * What reads as one of these is read as that alone, so that a URL in a prompt is none.
 *
 * Takes time in proportion to the text, and looks at its first two million characters.
 */
export function readPasted(text: string, known: KnownUrls): PastedReference[] {
  const looked = text.slice(0, MOST)
  for (const find of [
    findUrlsInJson,
    findUrlsInMarkdown,
    findUrlsInCsv,
    findUrlsInCurl,
    findUrlsInCode,
  ]) {
    const found = find(looked, known)
    if (found.length > 0) return keepFirst(found)
  }
  return keepFirst(findUrlsInProse(looked, known))
}

/** Whether there is at least one gateway URL in it. */
export function looksLikePastedCode(text: string, known: KnownUrls): boolean {
  return /https?:/i.test(text) && readPasted(text, known).length > 0
}

/**
 * The references as a tray takes them. An entry of the history is found by the URL, else by the
 * hash in it, a visible one before a removed one and a later one before an earlier one.
 *
 * At the host of a pasted URL the entry's own URL takes its place: the content is the same, and that
 * one is known to be there. At another host the pasted URL stays, without a gateway: the history
 * does not know whose it is, and only what the content is comes from there.
 */
export function matchPasted(
  pasted: readonly PastedReference[],
  entries: Iterable<HistoryEntry>,
): NewReference[] {
  const byUrl = new Map<string, HistoryEntry>()
  const byHash = new Map<string, HistoryEntry>()
  for (const entry of entries) {
    keepBetter(byUrl, entry.result.url, entry)
    keepBetter(byHash, entry.hash, entry)
    keepBetter(byHash, `${entry.hash} ${hostOf(entry.result.url)}`, entry)
  }
  return pasted.map(({ url, name }) => {
    const hash = hashInUrl(url) ?? ''
    const near = byUrl.get(url) ?? byHash.get(`${hash} ${hostOf(url)}`)
    const entry = near ?? byHash.get(hash)
    if (!entry) return { url, name: name ?? lastSegment(url), mediaType: '', kind: kindOf('', url) }
    const reference = referenceOfEntry(entry)
    const named = { ...reference, name: name ?? reference.name }
    return near ? named : { ...named, url, gateway: undefined }
  })
}

function keepBetter(entries: Map<string, HistoryEntry>, key: string, entry: HistoryEntry): void {
  const other = entries.get(key)
  const isBetter =
    !other || (other.removed === entry.removed ? entry.at > other.at : other.removed === true)
  if (isBetter) entries.set(key, entry)
}

/** Of one URL, the first place counts, and the first name. */
function keepFirst(found: readonly FoundUrl[]): PastedReference[] {
  const kept = new Map<string, FoundUrl>()
  for (const { url, name } of found) kept.set(url, nameUrl(url, kept.get(url)?.name ?? name))
  return [...kept.values()]
}

/** What begins with a link is Markdown, whatever its names look like. */
function findUrlsInMarkdown(text: string, known: KnownUrls): FoundUrl[] {
  const begin = /^\s*(?:[-*+] |\d{1,9}[.)] )?!?\[/.exec(text)?.[0].length
  const line = begin === undefined ? '' : text.slice(begin, endOfLine(text, begin))
  return /\]\(<?https?:/i.test(line) ? findUrlsInProse(text, known) : []
}

/** Words of a curl command that are URLs, or JSON that holds some. */
function findUrlsInCurl(text: string, known: KnownUrls): FoundUrl[] {
  if (!/(?:^|[\r\n;&|(])[ \t]*(?:\$[ \t]+)?curl(?:\.exe)?\s/.test(text)) return []
  return (splitShellWords(text) ?? []).flatMap((word) =>
    isGatewayUrl(word, known)
      ? { url: word }
      : looksLikeJson(word)
        ? findUrlsInJson(word, known)
        : [],
  )
}

/** The column `url` of a table, and its column `name`. */
function findUrlsInCsv(text: string, known: KnownUrls): FoundUrl[] {
  const header = text.slice(0, endOfLine(text, 0))
  for (const separator of header.length < 10_000 && /url/i.test(header) ? ',;\t' : '') {
    const cells = readCsv(header, separator)[0]?.map((cell) => cell.trim().toLowerCase()) ?? []
    const place = cells.indexOf('url')
    if (place < 0 || (cells.length === 1 && separator !== ',')) continue
    const rows = readCsv(text, separator).slice(1)
    const name = cells.indexOf('name')
    return rows.flatMap((row) => {
      const url = row[place]?.trim() ?? ''
      return isGatewayUrl(url, known) ? nameUrl(url, row[name]) : []
    })
  }
  return []
}

function endOfLine(text: string, start: number): number {
  const end = /[\r\n]/g
  end.lastIndex = start
  return end.exec(text)?.index ?? text.length
}

function hostOf(url: string): string {
  return parseWebUrl(url)?.host ?? ''
}

function lastSegment(url: string): string {
  const path = parseWebUrl(url)?.pathname ?? url
  return path.slice(path.lastIndexOf('/') + 1) || url
}
