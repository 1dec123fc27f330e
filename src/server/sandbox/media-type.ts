import { type FileHandle, open } from 'node:fs/promises'
import type { ByteSource } from '../../core/media/byte-source.ts'
import { detectMediaType as detect } from '../../core/media/detect-media-type.ts'
import type { DetectedType } from '../../core/media/signature.ts'

/** The media type by a file's bytes, and the extension for its URL. */
export interface MediaType {
  mediaType: string
  extension: string
}

const UNKNOWN: MediaType = { mediaType: 'application/octet-stream', extension: 'bin' }

/** Unknown content is `application/octet-stream`. @throws when the disk fails */
export async function detectMediaType(path: string): Promise<MediaType> {
  const file = await open(path)
  try {
    const found = await detectInFile(file)
    return found ? { mediaType: found.mediaType, extension: found.extension } : UNKNOWN
  } finally {
    await file.close()
  }
}

/** Returns undefined for unknown content. @throws when the disk fails */
export async function detectInFile(file: FileHandle): Promise<DetectedType | undefined> {
  return detect(await sourceOf(file))
}

/** Reads ranges of an open file. */
export async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat()
  return {
    size,
    async read(start, end) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
      return bytes.subarray(0, bytesRead)
    },
  }
}

/** Whether a browser may show it inline: images, audio and video that cannot hold scripts. */
export function isPlainMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) && !mediaType.endsWith('+xml')
}
