import { open } from 'node:fs/promises'
import { detectMediaType as detect } from '../../core/media/detect-media-type.ts'

/** What a file is by its bytes, and the extension that its URL gets. */
export interface MediaType {
  mediaType: string
  extension: string
}

const UNKNOWN: MediaType = { mediaType: 'application/octet-stream', extension: 'bin' }

/** What nobody knows is `application/octet-stream`. @throws where the disk fails */
export async function detectMediaType(path: string): Promise<MediaType> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const found = await detect({
      size,
      async read(start, end) {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
        return bytes.subarray(0, bytesRead)
      },
    })
    return found ? { mediaType: found.mediaType, extension: found.extension } : UNKNOWN
  } finally {
    await file.close()
  }
}

/** Whether a browser may open it in its window: image, audio or video, and nothing that holds scripts. */
export function isPlainMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) && !mediaType.endsWith('+xml')
}
