import { type Content, contentKey } from '../api/content.ts'
import type { UploadedFile } from '../api/contract.ts'
import { kindOf, type MediaKind, namedKind } from '../media/media-kind.ts'

/** What the browser sees in a file, as far as it can decode it. */
export interface MediaFacts {
  /** Pixels. */
  width?: number | undefined
  /** Pixels. */
  height?: number | undefined
  /** Seconds. */
  duration?: number | undefined
  /** Loudness of equal parts of a sound, in order, each 0 to 100. */
  peaks?: readonly number[] | undefined
}

/** A file that a gateway has, as this browser remembers it. Its key is its {@link contentKey}. */
export interface HistoryEntry extends Content {
  /** The gateway's latest answer for it. */
  result: UploadedFile
  /** Paths that it was uploaded under, the first one first: `shots/a.png`. */
  paths: readonly [string, ...string[]]
  /** What a person calls it; empty where nobody named it. */
  label: string
  /** When it was uploaded last, in milliseconds since 1970. */
  at: number
  /** Undefined until the browser has looked at its bytes. */
  media?: MediaFacts | undefined
  /** What its bytes are, whatever media type the gateway tells. An image where nobody says more. */
  kind?: MediaKind | undefined
  /** A file told it, and no gateway: what is sent is not to be found here. */
  imported?: true | undefined
  /** A person does not want to see it. It is still known, so that it is not sent once more. */
  removed?: true | undefined
}

/** Paths that are remembered of one content: the first, and the latest. */
export const MOST_PATHS = 20

/** The entry of a file that was uploaded just now. */
export function newEntry(
  { gateway, account, hash }: Content,
  result: UploadedFile,
  { path, mediaType }: { path: string; mediaType: string },
): HistoryEntry {
  const named = namedKind(mediaType)
  return {
    gateway,
    account,
    hash,
    // The response holds the same hash in a string of its own. Thousands of entries share one.
    result: { ...result, hash },
    paths: [path],
    label: '',
    at: Date.now(),
    kind: named === 'image' ? undefined : named,
  }
}

/** One memory of what is known from two: the later answer, every path, and what a person wrote. */
export function mergeEntries(former: HistoryEntry, later: HistoryEntry): HistoryEntry {
  const [first, ...others] = [...new Set([...former.paths, ...later.paths])]
  // What a gateway answered weighs more than what a file tells.
  const isOlder = later.at < former.at && former.imported === later.imported
  const latest = isOlder || (later.imported && !former.imported) ? former : later
  return {
    ...latest,
    paths: [first ?? later.paths[0], ...others.slice(1 - MOST_PATHS)],
    label: later.label || former.label,
    media: later.media ?? former.media,
    removed: later.removed,
  }
}

/** What people call it: its label, else the name of its file. */
export function titleOf({ label, paths }: Pick<HistoryEntry, 'label' | 'paths'>): string {
  return label || nameOf(paths[0])
}

/** The name of the file, without its folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder that it was dropped in: `shots`, or empty. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function kindOfEntry({ kind, result }: HistoryEntry): MediaKind {
  return kind ?? kindOf(result.mediaType, result.url)
}
