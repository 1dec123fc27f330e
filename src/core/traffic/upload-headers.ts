import type { ContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import { announcedHash, type CustomSendOptions } from './custom-send-options.ts'
import { BREAK_HEADER, RATE_HEADER } from './refdrop-headers.ts'

/**
 * The request headers of an upload with these options. Our server reads two of them, to throttle or
 * abort the upload.
 *
 * @param size bytes
 */
export function uploadHeaders(
  options: CustomSendOptions,
  { hash, size, mediaType }: { hash: ContentHash; size: number; mediaType: string },
): HeaderList {
  const { contentType, breakAfter, bytesPerSecond } = options
  const announced = announcedHash(options, hash)
  const bytes = breakAfter === null ? undefined : Math.floor((size * breakAfter) / 100)
  const headers: [string, string | undefined][] = [
    ['Content-Type', contentType === 'media-type' ? mediaType : 'application/octet-stream'],
    ['X-Content-Hash', announced],
    [RATE_HEADER, bytesPerSecond?.toString()],
    [BREAK_HEADER, bytes?.toString()],
  ]
  return headers.flatMap(
    ([name, value]): HeaderList => (value === undefined ? [] : [[name, value]]),
  )
}
