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
import { spellsName } from '../reference.ts'
import { referenceOfEntry } from '../reference-of.ts'
import { endOfLine } from './code-tokens.ts'
import { findUrlsInCode } from './urls-in-code.ts'
import { findUrlsInJson, looksLikeJson } from './urls-in-json.ts'
import { findUrlsInProse } from './urls-in-prose.ts'

export type PastedReference = FoundUrl

/** Maximum number of characters that are read. */
const MOST = 2_000_000

/**
 * Finds the gateway URLs in pasted text, each once and in order, with their names. Reads JSON, curl
 * commands, CSV with a header, JavaScript and TSX, Markdown and plain text. Only the first format
 * with a result counts, so that URLs in a prompt are ignored.
 *
 * Runs in linear time and reads the first two million characters.
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

/**
 * Completes pasted references from the history. An entry matches by its URL, or by the hash in the
 * URL. Visible entries are preferred to removed ones, and later entries to earlier ones.
 *
 * If the entry's URL has the host of the pasted one, it replaces it, because it is known to exist.
 * At another host the pasted URL stays, without a gateway, because its owner is unknown.
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
    // A constant's name tells less than the history, where that is the file it was made from.
    const isConstant = name !== undefined && spellsName(name, reference.name)
    const named = { ...reference, name: isConstant ? reference.name : (name ?? reference.name) }
    return near ? named : { ...named, url, gateway: undefined }
  })
}

function keepBetter(entries: Map<string, HistoryEntry>, key: string, entry: HistoryEntry): void {
  const other = entries.get(key)
  const isBetter =
    !other || (other.removed === entry.removed ? entry.at > other.at : other.removed === true)
  if (isBetter) entries.set(key, entry)
}

/** Keeps the first position and the first name of each URL. */
function keepFirst(found: readonly FoundUrl[]): PastedReference[] {
  const kept = new Map<string, FoundUrl>()
  for (const { url, name } of found) kept.set(url, nameUrl(url, kept.get(url)?.name ?? name))
  return [...kept.values()]
}

/** Text that begins with a link is Markdown. */
function findUrlsInMarkdown(text: string, known: KnownUrls): FoundUrl[] {
  const begin = /^\s*(?:[-*+] |\d{1,9}[.)] )?!?\[/.exec(text)?.[0].length
  const line = begin === undefined ? '' : text.slice(begin, endOfLine(text, begin))
  return /\]\(<?https?:/i.test(line) ? findUrlsInProse(text, known) : []
}

/** Finds words of a curl command that are URLs or JSON with URLs. */
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

/** Reads the columns `url` and `name` of a table. */
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

function hostOf(url: string): string {
  return parseWebUrl(url)?.host ?? ''
}

function lastSegment(url: string): string {
  const path = parseWebUrl(url)?.pathname ?? url
  return path.slice(path.lastIndexOf('/') + 1) || url
}
