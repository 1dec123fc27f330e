export const MEDIA_KINDS = ['image', 'video', 'audio'] as const

export type MediaKind = (typeof MEDIA_KINDS)[number]

/** Extensions that URLs of reference media are known to have. */
const EXTENSIONS: Record<MediaKind, readonly string[]> = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'heif', 'svg', 'bmp', 'tif', 'tiff'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'm4v', 'avi', 'mxf', 'asf', 'wmv', 'ogv'],
  audio: ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'flac', 'aiff', 'weba', 'mka', 'wma'],
}

/** What the media type itself names. */
export function namedKind(mediaType: string): MediaKind | undefined {
  const named = mediaType.split('/')[0]?.trim().toLowerCase()
  return MEDIA_KINDS.find((kind) => kind === named)
}

/** By the media type, or where that names no kind by the extension of the URL; else an image. */
export function kindOf(mediaType: string, url = ''): MediaKind {
  const extension = extensionOf(url)
  return (
    namedKind(mediaType) ??
    MEDIA_KINDS.find((kind) => EXTENSIONS[kind].includes(extension)) ??
    'image'
  )
}

/** The extension of a URL's path in lower case, without its dot; empty where there is none. */
export function extensionOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  // The end of a host is none: https://s3.varg.ai.
  if (/^[a-z]+:\/\/[^/]*$/i.test(path)) return ''
  return /\.([a-z0-9]{1,16})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
}
