import type { ContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import { HASH_HEADER, type SentFile } from '../api/send-call.ts'
import { FILE_NAME_HEADER } from '../api/v2/send-v2.ts'
import type { CustomSendOptions } from './custom-send-options.ts'
import { BREAK_HEADER, RATE_HEADER } from './refdrop-headers.ts'

/** A name with folders, quotes and letters beyond ASCII, percent-encoded like any other name. */
const ODD_NAME = '..%2F..%2F%D0%BA%D0%BE%D1%82 "1";.bin'

/**
 * The request headers of an upload with these options. Our server reads two of them, to throttle or
 * abort the upload.
 *
 * @param usual the headers of an ordinary upload
 */
export function uploadHeaders(
  { hash, contentType, fileName, breakAfter, bytesPerSecond }: CustomSendOptions,
  usual: HeaderList,
  { hash: right, size, mediaType }: SentFile,
): HeaderList {
  let headers = usual
  const set = (name: string, value: string | undefined) => {
    headers = withHeader(headers, name, value)
  }
  if (contentType !== 'usual') set('Content-Type', announcedType(contentType, mediaType))
  if (hash !== 'right') set(HASH_HEADER, announcedHash(hash, right))
  if (fileName !== 'usual') set(FILE_NAME_HEADER, fileName === 'odd' ? ODD_NAME : undefined)
  if (bytesPerSecond !== null) set(RATE_HEADER, String(bytesPerSecond))
  if (breakAfter !== null) set(BREAK_HEADER, String(Math.floor((size * breakAfter) / 100)))
  return headers
}

/** Replaces the value of a header, or adds the header. Removes it when the value is undefined. */
export function withHeader(
  headers: HeaderList,
  name: string,
  value: string | undefined,
): HeaderList {
  const place = headers.findIndex(([other]) => other === name)
  const added: HeaderList = value === undefined ? [] : [[name, value]]
  return place < 0
    ? [...headers, ...added]
    : [...headers.slice(0, place), ...added, ...headers.slice(place + 1)]
}

function announcedType(
  type: Exclude<CustomSendOptions['contentType'], 'usual'>,
  mediaType: string,
): string | undefined {
  const types = {
    'octet-stream': 'application/octet-stream',
    'media-type': mediaType,
    wrong: mediaType === 'image/png' ? 'image/jpeg' : 'image/png',
    none: undefined,
  }
  return types[type]
}

/** @returns the value of `X-Content-Hash`, or undefined when the header is omitted */
export function announcedHash(
  hash: CustomSendOptions['hash'],
  right: ContentHash,
): string | undefined {
  const digits = right.slice(7)
  const hashes = {
    right,
    bare: digits,
    none: undefined,
    // Inverts each digit, so that every digit differs.
    wrong: `sha256:${digits.replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16))}`,
    malformed: 'sha256:malformed',
  }
  return hashes[hash]
}
