import { extensionOf, namedKind } from '../../core/media/media-kind.ts'
import { detectMediaType, type MediaType } from './media-type.ts'

/** A media type without parameters: `image/svg+xml`. */
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

/** Extensions of types that differ from the second part. */
const EXTENSIONS: Partial<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
}

/**
 * The type of an uploaded file in version 2: the one that its sender names, when that is a picture,
 * sound or video, else the one of its bytes.
 *
 * @param contentType the header `Content-Type`
 * @param name the name of the file, whose extension is used for a type that no table has
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

/** Undefined when the text names no picture, sound or video. */
function readMediaType(text = ''): string | undefined {
  const [type = ''] = text.split(';')
  const mediaType = type.trim().toLowerCase()
  return MEDIA_TYPE.test(mediaType) && namedKind(mediaType) ? mediaType : undefined
}

function extensionFor(mediaType: string, name = ''): string | undefined {
  const known = EXTENSIONS[mediaType] ?? mediaType.split('/')[1]?.replace(/^x-/, '')
  return [known, extensionOf(name)].find((one) => one && /^[a-z0-9]{1,16}$/.test(one))
}
