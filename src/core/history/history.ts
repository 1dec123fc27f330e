import { type Content, contentKey, type Owner } from '../api/content.ts'
import { type ContentHash, isContentHash, type UploadedFile } from '../api/contract.ts'
import { kindOf, type MediaKind, namedKind } from '../media/media-kind.ts'

/** Facts from the browser's decoder. Undefined where it could not decode the file. */
export interface MediaFacts {
  /** Pixels. */
  width?: number | undefined
  /** Pixels. */
  height?: number | undefined
  /** Seconds. */
  duration?: number | undefined
  /** Loudness of equally long parts of a sound, in order, each 0 to 100. */
  peaks?: readonly number[] | undefined
}

/** What decides the place of a file in the list. */
export interface Place {
  /** Time of the latest upload, in milliseconds since 1970. */
  at: number
  /** Id of its drop: milliseconds since 1970. Undefined for files of earlier versions. */
  batch?: number | undefined
  /** Number of files that follow it in its drop. */
  below?: number | undefined
}

/** The hash of a file, or `url:` and its URL where the gateway states no hash. */
export type FileKey = ContentHash | `url:${string}`

/** A file at a gateway. `size` is 0 and the texts are empty where the gateway does not state them. */
interface StoredFile extends Omit<UploadedFile, 'hash'> {
  hash: FileKey
}

/** A file that a gateway has, as stored in this browser. Its key is its {@link contentKey}. */
export interface HistoryEntry extends Owner, Place {
  /** Uploads reuse the result only when this is a content hash. */
  hash: FileKey
  /** The gateway's latest response for this content. */
  result: StoredFile
  /** Paths under which it was uploaded, oldest first: `shots/a.png`. */
  paths: readonly [string, ...string[]]
  /** The user's name for it. Empty when there is no label. */
  label: string
  /** Undefined until the browser has decoded the bytes. */
  media?: MediaFacts | undefined
  /** Detected from the bytes. Overrides the gateway's media type. Undefined for images. */
  kind?: MediaKind | undefined
  /** When its URL served the right bytes, in milliseconds since 1970. */
  checkedAt?: number | undefined
  /** The entry comes from a history file, not from a gateway. Uploads do not reuse its result. */
  imported?: true | undefined
  /** The gateway listed it. This browser has not compared its bytes. */
  listed?: true | undefined
  /** It is the result of a job. */
  generated?: true | undefined
  /** The gateway's title for it, in addition to its name. */
  title?: string | undefined
  /** URL of a small picture at the gateway. */
  picture?: string | undefined
  /** The user removed it from the list. It is kept so that the content is not uploaded again. */
  removed?: true | undefined
}

/** An entry whose bytes can be compared with a file. */
export type HashedEntry = HistoryEntry & { hash: ContentHash; result: UploadedFile }

/** Whether the gateway has stated the hash and the size of a file. */
export function isHashed(entry: HistoryEntry): entry is HashedEntry {
  return isContentHash(entry.hash) && entry.result.size > 0
}

/** Maximum paths of an entry: the first and the latest ones are kept. */
export const MAX_PATHS = 20

/** Creates the entry of a file that was uploaded just now. */
export function newEntry(
  { gateway, account, hash }: Content,
  result: UploadedFile,
  { path, mediaType, batch, below }: Omit<Place, 'at'> & { path: string; mediaType: string },
): HistoryEntry {
  const named = namedKind(mediaType)
  return {
    gateway,
    account,
    hash,
    // The response has its own copy of the hash. Sharing one string saves memory over many entries.
    result: { ...result, hash },
    paths: [path],
    label: '',
    at: Date.now(),
    batch,
    below,
    kind: named === 'image' ? undefined : named,
  }
}

/** Merges two entries of one content. Keeps the later response, all paths, and the label. */
export function mergeEntries(former: HistoryEntry, later: HistoryEntry): HistoryEntry {
  const [first, ...others] = [...new Set([...former.paths, ...later.paths])]
  // A gateway's response wins over an imported entry.
  const isOlder = later.at < former.at && former.imported === later.imported
  const latest = isOlder || (later.imported && !former.imported) ? former : later
  const isSameUrl = latest.result.url === former.result.url
  return {
    ...latest,
    paths: [first ?? later.paths[0], ...others.slice(1 - MAX_PATHS)],
    label: later.label || former.label,
    // Drop the gateway's measurements, so that the browser decodes the bytes that it has.
    media: later.media ?? (former.listed && !later.listed ? undefined : former.media),
    generated: later.generated ?? former.generated,
    title: later.title ?? former.title,
    picture: later.picture ?? former.picture,
    checkedAt: later.checkedAt ?? (isSameUrl ? former.checkedAt : undefined),
    removed: later.removed,
  }
}

/** When it was dropped, or uploaded if that is unknown. In milliseconds since 1970. */
export function dropTime({ batch, at }: Place): number {
  return batch ?? at
}

/** Sorts the newest drop first, and its files in the order of the drop. */
export function compareDrops(a: Place, b: Place): number {
  return dropTime(b) - dropTime(a) || compareInside(a, b)
}

/** Sorts files of one drop. */
export function compareInside(a: Place, b: Place): number {
  return (b.below ?? 0) - (a.below ?? 0)
}

/** The label, or the file name when the label is empty. */
export function titleOf({ label, paths }: Pick<HistoryEntry, 'label' | 'paths'>): string {
  return label || nameOf(paths[0])
}

/** The file name of a path, without the folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder of a path, such as `shots`. Empty when the path has no folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function kindOfEntry({ kind, result }: HistoryEntry): MediaKind {
  return kind ?? kindOf(result.mediaType, result.url)
}
