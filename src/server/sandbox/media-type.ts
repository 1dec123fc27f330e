import { fileTypeFromFile } from 'file-type'
import { DETECTION } from '../../core/detection.ts'

/** What a file is by its bytes, and the extension that its URL gets. */
export interface MediaType {
  mediaType: string
  extension: string
}

const UNKNOWN: MediaType = { mediaType: 'application/octet-stream', extension: 'bin' }

/** What nobody knows is `application/octet-stream`. @throws where the disk fails */
export async function detectMediaType(path: string): Promise<MediaType> {
  const found = await fileTypeFromFile(path, DETECTION)
  if (found === undefined) return UNKNOWN
  // `tar.gz` is the one extension of two parts; URLs have one.
  const extension = found.ext.toLowerCase().split('.').at(-1) ?? UNKNOWN.extension
  return { mediaType: found.mime, extension }
}

/** Whether a browser may open it in its window: image, audio or video, and nothing that holds scripts. */
export function isPlainMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) && !mediaType.endsWith('+xml')
}
