import { extensionOf, kindInUrl, namedKind } from '../../core/media/media-kind.ts'
import { detectMediaType, type MediaType } from './media-type.ts'

/** A media type without parameters: `image/svg+xml`. */
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

/** Extensions that differ from the second part of their type. */
const EXTENSIONS = [
  ['image/jpeg', 'jpg'],
  ['image/svg+xml', 'svg'],
  ['video/quicktime', 'mov'],
  ['video/x-matroska', 'mkv'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
] as const

/**
 * The type of a file in version 2. Takes the sender's type if it is a picture, sound or video.
 * Otherwise, detects the type in the bytes.
 *
 * @param contentType the header, or the member `media_type`
 * @param name the name of the file, whose extension is used if the type implies none
 */
export async function decideMediaType(
  contentType: string | undefined,
  name: string | undefined,
  path: string,
): Promise<MediaType> {
  const detected = await detectMediaType(path)
  const mediaType = readMediaType(contentType)
  if (mediaType === undefined || mediaType === detected.mediaType) return detected
  return { mediaType, extension: extensionFor(mediaType, name) ?? detected.extension }
}

/** The type of a file at another host: the sender's type, else the type of its extension. */
export function typeAtUrl(url: string, contentType: string | undefined): MediaType {
  const extension = extensionOf(url) || 'bin'
  const mediaType = readMediaType(contentType) ?? typeOfExtension(url, extension)
  return { mediaType, extension }
}

/** Undefined when the text names no picture, sound or video. */
function readMediaType(text = ''): string | undefined {
  const [type = ''] = text.split(';')
  const mediaType = type.trim().toLowerCase()
  return MEDIA_TYPE.test(mediaType) && namedKind(mediaType) ? mediaType : undefined
}

function extensionFor(mediaType: string, name = ''): string | undefined {
  const [, known] = EXTENSIONS.find(([type]) => type === mediaType) ?? []
  const second = mediaType.split('/')[1]?.replace(/^x-/, '')
  return [known, second, extensionOf(name)].find((one) => one && /^[a-z0-9]{1,16}$/.test(one))
}

function typeOfExtension(url: string, extension: string): string {
  const [known] = EXTENSIONS.find(([, other]) => other === extension) ?? []
  const kind = kindInUrl(url)
  return known ?? (kind ? `${kind}/${extension}` : 'application/octet-stream')
}
