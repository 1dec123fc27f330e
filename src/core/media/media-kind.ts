export const MEDIA_KINDS = ['image', 'video', 'audio'] as const

export type MediaKind = (typeof MEDIA_KINDS)[number]

const EXTENSIONS: Record<MediaKind, readonly string[]> = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'heif', 'svg', 'bmp', 'tif', 'tiff'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'm4v', 'avi', 'mxf', 'asf', 'wmv', 'ogv'],
  audio: ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'flac', 'aiff', 'weba', 'mka', 'wma'],
}

/** Returns undefined for a media type of another kind, such as `application/ogg`. */
export function namedKind(mediaType: string): MediaKind | undefined {
  const named = mediaType.split('/')[0]?.trim().toLowerCase()
  return MEDIA_KINDS.find((kind) => kind === named)
}

/** Uses the media type, then the extension of the URL. The fallback is `image`. */
export function kindOf(mediaType: string, url = ''): MediaKind {
  return knownKind(mediaType, url) ?? 'image'
}

/** Like {@link kindOf}, but undefined when neither the media type nor the URL tells the kind. */
export function knownKind(mediaType: string, url: string): MediaKind | undefined {
  return namedKind(mediaType) ?? kindInUrl(url)
}

/** Undefined when the URL has no known extension of a media file. */
export function kindInUrl(url: string): MediaKind | undefined {
  const extension = extensionOf(url)
  return MEDIA_KINDS.find((kind) => EXTENSIONS[kind].includes(extension))
}

/** The extension of the URL's path in lower case, without its dot, or an empty string. */
export function extensionOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  // The end of a host is not an extension: https://s3.varg.ai.
  if (/^[a-z]+:\/\/[^/]*$/i.test(path)) return ''
  return /\.([a-z0-9]{1,16})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
}

/** Labels of types whose files often have the extension of another type. */
const NAMED: Record<string, string> = {
  heic: 'heic',
  heif: 'heif',
  avif: 'avif',
  quicktime: 'mov',
  'x-matroska': 'mkv',
  matroska: 'mkv',
}

/** Maximum number of characters of a label. */
const MAX_LABEL = 5

/** A short label such as "HEIC". The extension wins over a media type not in {@link NAMED}. */
export function typeLabel(mediaType: string, path: string): string {
  const [kind = '', subtype = ''] = mediaType.split('/')
  const name =
    NAMED[subtype] ?? (extensionOf(path) || (subtype.length > MAX_LABEL ? kind : subtype))
  return name.slice(0, MAX_LABEL).toUpperCase()
}
