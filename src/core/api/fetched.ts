import type { ContentHash, UploadedFile } from './contract.ts'
import type { FetchedFact, Problem } from './problem.ts'

/** A file that was downloaded from its URL. */
export interface Fetched {
  hash: ContentHash
  /** Bytes. */
  size: number
  /** The Content-Type header, or an empty string. */
  mediaType: string
}

type Promised = Pick<UploadedFile, 'url' | 'hash' | 'size' | 'mediaType'>

/** Returns the first difference between the fetched file and the promised one, or undefined. */
export function compareFetched(promised: Promised, fetched: Fetched): Problem | undefined {
  const { url, hash, size, mediaType } = promised
  const extension = extensionOf(url)
  const differs = (fact: FetchedFact, expected: string, got: string): Problem => ({
    kind: 'fetched-mismatch',
    fact,
    expected,
    got,
  })
  if (fetched.size !== size) return differs('size', `${size} bytes`, `${fetched.size} bytes`)
  if (fetched.hash !== hash) return differs('content', hash, fetched.hash)
  if (
    fetched.mediaType !== '' &&
    mediaType !== '' &&
    familyOf(fetched.mediaType) !== familyOf(mediaType)
  ) {
    return differs('media type', mediaType, fetched.mediaType)
  }
  if (extension !== undefined && !fits(extension, mediaType)) {
    return differs(
      'extension',
      EXTENSIONS[familyOf(mediaType)]?.join(' or ') ?? mediaType,
      extension,
    )
  }
  return undefined
}

/** Other spellings of media types in IANA's registry and on servers. */
const SYNONYMS: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'video/matroska': 'video/x-matroska',
}

/** Extensions that a media type may have. Types that are not listed may have any. */
const EXTENSIONS: Record<string, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png', 'apng'],
  'image/apng': ['png', 'apng'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/avif': ['avif'],
  'image/svg+xml': ['svg'],
  'image/heic': ['heic'],
  'image/tiff': ['tif', 'tiff'],
  'audio/mpeg': ['mp3', 'mpga'],
  'audio/wav': ['wav'],
  'audio/flac': ['flac'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'video/quicktime': ['mov', 'qt'],
  'video/x-matroska': ['mkv'],
}

function familyOf(mediaType: string): string {
  const bare = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  return SYNONYMS[bare] ?? bare
}

function fits(extension: string, mediaType: string): boolean {
  return EXTENSIONS[familyOf(mediaType)]?.includes(extension) ?? true
}

/** The extension in lower case, or undefined when the URL's path has none. */
function extensionOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  return /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase()
}
