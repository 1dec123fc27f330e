import type { ContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import type { CustomSendOptions } from './custom-send-options.ts'
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

/** @returns the value of `X-Content-Hash`, or undefined when the header is omitted */
export function announcedHash({ hash }: CustomSendOptions, right: ContentHash): string | undefined {
  switch (hash) {
    case 'right':
      return right
    case 'none':
      return undefined
    case 'wrong':
      // Inverts each digit, so that every digit differs.
      return `sha256:${right.slice(7).replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16))}`
    case 'malformed':
      return 'sha256:malformed'
  }
}
