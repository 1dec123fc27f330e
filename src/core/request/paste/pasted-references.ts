import {
  hashInUrl,
  isFileUrl,
  isGatewayUrl,
  type KnownUrls,
  parseWebUrl,
} from '../../api/gateway-url.ts'
import type { HistoryEntry } from '../../history/history.ts'
import { kindInUrl } from '../../media/media-kind.ts'
import { listLines } from '../../text/list-lines.ts'
import { readCsv } from '../../text/read-csv.ts'
import type { NewReference } from '../composer.ts'
import { spellsName } from '../reference.ts'
import { referenceOfEntry } from '../reference-of.ts'
import { endOfLine } from './code-tokens.ts'
import { type CodeNode, readCodeTree } from './code-tree.ts'
import { readCurl } from './curl-tree.ts'
import {
  kindOfPasted,
  nameUrl,
  type PastedReference,
  type PastedRequest,
} from './pasted-reference.ts'
import { referencesIn } from './reference-keys.ts'
import { looksLikeJson } from './references-in-code.ts'
import { readRequestInCode } from './request-in-code.ts'
import { findUrlsInProse } from './urls-in-prose.ts'

/** Maximum number of characters that are read. */
const MOST = 2_000_000

/**
 * Reads pasted text as a request: the URLs of media, each once and in order, and the settings. Reads
 * JSON, also with comments, curl commands, CSV with a header, JavaScript, TSX, Python, Markdown and
 * plain text. Only the first format with a result counts, so that URLs in a prompt are ignored.
 *
 * Runs in linear time and reads the first two million characters.
 */
export function readPasted(text: string, known: KnownUrls): PastedRequest {
  const read = text.slice(0, MOST)
  const formats = looksLikeJson(read) ? [readCode] : [readTable, readList, readCommand, readCode]
  for (const find of formats) {
    const request = find(read, known)
    if (request && (request.references.length > 0 || request.settings)) return request
  }
  return readProse(read, known)
}

function readCode(text: string, known: KnownUrls): PastedRequest {
  // The marks of a code block in Markdown would begin a template.
  const code = text.replace(/^[ \t]*(?:`{3,}|~{3,}).*/gm, '')
  return readRequestInCode(readCodeTree(code), known, text)
}

function readCommand(text: string, known: KnownUrls): PastedRequest | undefined {
  const tree = readCurl(text)
  return tree && readRequestInCode(tree, known, text)
}

/** Each row of a table is an object. Its header names a column with URLs. */
function readTable(text: string, known: KnownUrls): PastedRequest | undefined {
  const header = text.slice(0, endOfLine(text, 0))
  for (const separator of header.length < 10_000 ? ',;\t' : '') {
    const keys = (readCsv(header, separator)[0] ?? []).map((cell) =>
      /^[\w ]*$/.test(cell) ? cell.trim().replaceAll(' ', '_') : '',
    )
    if (!keys.some((key) => referencesIn(key) === 'any-host')) continue
    if (keys.length === 1 && separator !== ',') continue
    const rows = readCsv(text, separator).slice(1)
    const members = rows.map((row) => ({ key: undefined, value: rowOf(row, keys) }))
    const root: CodeNode = { open: '[', call: '', members }
    const { references, settings } = readRequestInCode(
      { root, constants: new Map(), comments: [] },
      known,
      text,
    )
    // Its other columns are notes.
    return { references, settings: settings && { ...settings, extra: '' } }
  }
  return undefined
}

function rowOf(row: readonly string[], keys: readonly string[]): CodeNode {
  const members = row.map((cell, at) => ({
    key: keys[at],
    value: /^\s*https?:/i.test(cell) ? cell.trim() : cell,
  }))
  return { open: '{', call: '', members }
}

function readList(text: string, known: KnownUrls): PastedRequest | undefined {
  return listLines(text).every(isListItem) ? readProse(text, known) : undefined
}

/** Accepts files on any host in a list of URLs. Elsewhere only URLs of gateways. */
function readProse(text: string, known: KnownUrls): PastedRequest {
  const lines = listLines(text)
  const isList = lines.every(isListItem)
  const found = findUrlsInProse(text, known, (url) => {
    const isListed = isList && (lines.length > 1 || kindInUrl(url) !== undefined)
    return isGatewayUrl(url, known) || (isListed && isFileUrl(url))
  })
  return { references: keepFirst(found) }
}

function isListItem(line: string): boolean {
  const item = line.replace(/^(?:[-*+•]|\d{1,9}[.)]) +/, '')
  return /^https?:\/\/\S+$/i.test(item) || (/^!?\[/.test(item) && item.endsWith(')'))
}

/**
 * Completes pasted references from the history. An entry matches by its URL, or by the hash in the
 * URL. Visible entries are preferred to removed ones, and later entries to earlier ones.
 *
 * An entry's URL on the same host replaces the pasted URL, because it is known to exist. On another
 * host, the pasted URL stays, without a gateway, because its owner is unknown.
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
  return pasted.map((one) => {
    const { url, name, mediaType = '', option } = one
    const hash = hashInUrl(url) ?? ''
    const near = byUrl.get(url) ?? byHash.get(`${hash} ${hostOf(url)}`)
    const entry = near ?? byHash.get(hash)
    if (!entry) {
      return { url, name: name ?? lastSegment(url), mediaType, kind: kindOfPasted(one), option }
    }
    const reference = { ...referenceOfEntry(entry), option }
    // Prefer the name in the history when the constant is only another spelling of it.
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
function keepFirst(found: readonly PastedReference[]): PastedReference[] {
  const kept = new Map<string, PastedReference>()
  for (const { url, name } of found) kept.set(url, nameUrl(url, kept.get(url)?.name ?? name))
  return [...kept.values()]
}

function hostOf(url: string): string {
  return parseWebUrl(url)?.host ?? ''
}

function lastSegment(url: string): string {
  const path = parseWebUrl(url)?.pathname ?? url
  return path.slice(path.lastIndexOf('/') + 1) || url
}
