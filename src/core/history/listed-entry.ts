import type { Owner } from '../api/content.ts'
import { isContentHash } from '../api/contract.ts'
import { listedName } from '../api/v2/file-name-header.ts'
import type { GatewayFile } from '../api/v2/gateway-file.ts'
import { kindInUrl, knownKind } from '../media/media-kind.ts'
import { type HistoryEntry, MAX_PATHS, nameOf } from './history.ts'

/** Longest id and media type of an entry, in characters. */
const [MAX_ID, MAX_TYPE] = [1000, 255]

/** Clears the mark, because the gateway now states the hash. */
const CONFIRMED = { isUnconfirmed: undefined }

/** The type of bytes that were not inspected. */
const ANY_BYTES = 'application/octet-stream'

/**
 * The entry of a file that the gateway lists. Undefined when the file is not media.
 *
 * @param now milliseconds since 1970, for a file without a time
 */
export function listedEntry(
  file: GatewayFile,
  owner: Owner,
  now: number,
): HistoryEntry | undefined {
  const { url, id = '', createdAt, width, height, duration, title, thumbnail, origin } = file
  const size = Number.isSafeInteger(file.size) ? (file.size ?? 0) : 0
  const mediaType = (file.mediaType ?? '').slice(0, MAX_TYPE)
  const path = nameOfListed(file)
  const kind = kindInUrl(path)
  const isNamed = knownKind(mediaType, url) !== undefined
  if (!isNamed && !kind && mediaType !== '' && mediaType !== ANY_BYTES) return undefined
  const hash = file.hash ?? (`url:${url}` as const)
  const hasFacts = (width ?? height ?? duration) !== undefined
  return {
    ...owner,
    hash,
    result: {
      fileId: id.length > MAX_ID ? '' : id,
      ...{ url, hash, size, mediaType },
      deduplicated: false,
    },
    paths: [path],
    label: '',
    // The clock of the gateway may be ahead, and times before 1970 are wrong.
    at: createdAt !== undefined && createdAt >= 0 ? Math.min(createdAt, now) : now,
    media: hasFacts ? { width, height, duration } : undefined,
    kind: isNamed ? undefined : kind,
    listed: true,
    generated: origin === 'generated' || undefined,
    title: title || undefined,
    picture: thumbnail,
  }
}

/** The name of a file, else its title, else the end of its URL. */
function nameOfListed({ name = '', title = '', url }: GatewayFile): string {
  const names = [
    listedName(name),
    title.replace(/[/\\]/g, '-'),
    nameOf(url.replace(/[?#].*$/s, '')),
  ]
  return names.find((one) => nameOf(one).trim() !== '') ?? url
}

/**
 * Fills an entry with the gateway's listing of the same file. The entry of an upload from this
 * browser keeps its response, except for the id. Returns the same object when nothing changes.
 */
export function fillListed(former: HistoryEntry, listed: HistoryEntry): HistoryEntry {
  const isOurs = !former.listed && !former.imported
  const isLess = isContentHash(former.hash) && !isContentHash(listed.hash)
  const keeps = isOurs || isLess
  const { fileId, url, size } = listed.result
  const isStated =
    listed.hash === former.hash && url === former.result.url && size === former.result.size
  const result = keeps
    ? { ...former.result, fileId: fileId || former.result.fileId, ...(isStated && CONFIRMED) }
    : listed.result
  const isKnown = (path: string) => former.paths.some((one) => one === path || nameOf(one) === path)
  const room = Math.max(0, MAX_PATHS - former.paths.length)
  const names = listed.paths.filter((path) => !isKnown(path)).slice(0, room)
  const next: HistoryEntry = {
    ...former,
    hash: result.hash,
    result,
    paths: [...former.paths, ...names],
    label: former.label || listed.label,
    media: former.media ?? listed.media,
    kind: former.kind ?? listed.kind,
    imported: keeps ? former.imported : listed.imported,
    listed: keeps ? former.listed : listed.listed,
    generated: listed.generated ?? former.generated,
    title: listed.title ?? former.title,
    picture: listed.picture ?? former.picture,
  }
  // The members are in the order of the former entry.
  return JSON.stringify(next) === JSON.stringify(former) ? former : next
}
