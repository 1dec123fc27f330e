import * as v from 'valibot'
import { isContentHash } from '../api/contract.ts'
import { between } from '../api/field-schemas.ts'
import { type NotAHistory, ProblemError } from '../api/problem.ts'
import { createListSplitter } from '../text/list-splitter.ts'
import { parseJson } from '../text/parse-json.ts'
import { SLICE, type Step } from '../text/slices.ts'
import type { HistoryEntry } from './history.ts'
import { HistoryEntrySchema, MediaFactsSchema } from './history-schema.ts'

const APP = 'refdrop'
const KIND = 'history'
/** Version 1 has no requests. Version 2 has a hash for every file, and earlier builds read it. */
const VERSION = 3

/** Maximum characters around the entries. No version writes nearly as many. */
const MAX_FRAME_LENGTH = 8_000_000

/** Maximum characters of a thumbnail's `data:` URL. */
const MAX_THUMBNAIL_LENGTH = 200_000

/** PNG is allowed because some browsers cannot encode WebP. */
const PICTURE_PATTERN = /^data:image\/(?:webp|png);base64,/
const BASE64_PATTERN = /^[A-Za-z0-9+/]+={0,2}$/

/** Accepts WebP and PNG only: an SVG from a foreign file could hold scripts. */
function isThumbnail(text: string): boolean {
  const [head] = PICTURE_PATTERN.exec(text) ?? []
  if (text.length > MAX_THUMBNAIL_LENGTH || head === undefined) return false
  const bytes = text.slice(head.length)
  return bytes.length % 4 === 0 && BASE64_PATTERN.test(bytes)
}

const ThumbnailSchema = v.object({
  thumbnail: v.optional(v.pipe(v.string(), v.check(isThumbnail))),
})

const HeadSchema = v.object({ app: v.literal(APP), kind: v.literal(KIND) })
const VersionSchema = v.object({ version: between(1, Number.MAX_VALUE) })
const ListSchema = v.object({
  exported_at: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text))),
  ),
  // The caller validates them.
  requests: v.optional(v.array(v.unknown()), []),
  // The members are validated one by one, by `readEntry`.
  entries: v.pipe(
    v.array(v.unknown()),
    v.check(({ length }) => length === 0),
  ),
})

/** Content of a history file. Thumbnails are WebP or PNG `data:` URLs, by content hash. */
export interface HistoryFile {
  entries: HistoryEntry[]
  thumbnails: Map<string, string>
  /** Requests as plain data that is not validated yet. */
  requests: unknown[]
}

/**
 * Writes the history as JSON, one entry per line, without removed entries. {@link readHistoryFile}
 * reads every file written here. Entries with an invalid URL are skipped. Invalid thumbnails and
 * media facts are omitted.
 *
 * @param thumbnails by content hash
 * @param now milliseconds since 1970
 * @param requests plain data
 */
export function writeHistoryFile(
  entries: readonly HistoryEntry[],
  thumbnails: ReadonlyMap<string, string>,
  now: number,
  requests: readonly object[] = [],
): string {
  const lines = entries.flatMap((entry) => {
    const media = v.safeParse(MediaFactsSchema, entry.media)
    const parsed = v.safeParse(HistoryEntrySchema, {
      ...entry,
      media: media.success ? media.output : undefined,
    })
    if (entry.removed || !parsed.success) return []
    const thumbnail = thumbnails.get(entry.hash)
    const hasPicture = thumbnail !== undefined && isThumbnail(thumbnail)
    return [JSON.stringify({ ...parsed.output, ...(hasPicture && { thumbnail }) })]
  })
  const exportedAt = new Date(now).toISOString()
  const version = entries.every(({ hash }) => isContentHash(hash)) ? 2 : VERSION
  const head = {
    ...{ app: APP, kind: KIND, version, exported_at: exportedAt },
    ...{ requests, entries: [] },
  }
  return JSON.stringify(head).replace(/\[\]\}$/, () => `[\n${lines.join(',\n')}\n]}`)
}

/**
 * Reads a file written by {@link writeHistoryFile}, completely or not at all.
 *
 * @param text chunks, which may end anywhere
 * @param step awaited after each slice of entries, with the number read so far
 * @throws {ProblemError} of the kind `not-a-history` when the file is something else or incomplete
 */
export async function readHistoryFile(
  text: AsyncIterable<string> | Iterable<string>,
  step: Step,
): Promise<HistoryFile> {
  const splitter = createListSplitter('entries')
  const entries: HistoryEntry[] = []
  const thumbnails = new Map<string, string>()
  let count = 0
  let damagedAt: number | undefined
  for await (const part of text) {
    for (const member of splitter.split(part)) {
      const value = parseJson(member)
      if (value === undefined) throw refusal('not-json')
      count += 1
      const read = damagedAt === undefined ? readEntry(value) : undefined
      if (read) {
        entries.push(read.entry)
        if (read.thumbnail !== undefined) thumbnails.set(read.entry.hash, read.thumbnail)
      } else damagedAt ??= count
      if (count % SLICE === 0) await step(count)
    }
    if (splitter.rest().length > MAX_FRAME_LENGTH) break
  }
  const { requests } = readFrame(splitter.rest())
  if (damagedAt !== undefined) throw refusal('damaged', damagedAt)
  return { entries, thumbnails, requests }
}

function readEntry(
  value: unknown,
): { entry: HistoryEntry; thumbnail?: string | undefined } | undefined {
  const entry = v.safeParse(HistoryEntrySchema, value, { abortEarly: true })
  const picture = v.safeParse(ThumbnailSchema, value, { abortEarly: true })
  if (!entry.success || !picture.success) return undefined
  return { entry: entry.output, ...picture.output }
}

/** Reads everything except the entries. @throws {ProblemError} */
function readFrame(text: string): v.InferOutput<typeof ListSchema> {
  if (text.length > MAX_FRAME_LENGTH) throw refusal(/^\s*[{[]/.test(text) ? 'foreign' : 'not-json')
  const data = parseJson(text)
  if (data === undefined) throw refusal('not-json')
  if (!v.is(HeadSchema, data)) throw refusal('foreign')
  if (!v.is(VersionSchema, data)) throw refusal('damaged')
  if (data.version > VERSION) throw refusal('newer')
  const list = v.safeParse(ListSchema, data)
  if (!list.success) throw refusal('damaged')
  return list.output
}

function refusal(reason: NotAHistory, at?: number): ProblemError {
  return new ProblemError({ kind: 'not-a-history', reason, ...(at !== undefined && { at }) })
}
