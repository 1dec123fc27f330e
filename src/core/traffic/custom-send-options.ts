import * as v from 'valibot'
import type { ContentHash } from '../api/contract.ts'
import { formatBytes, plural } from '../text/format.ts'

export const MAX_BYTES_PER_SECOND = 1e9
/** Maximum sends of one file in a run. */
const MAX_REPEATS = 50
/** Maximum concurrent sends of a run. */
const MAX_PARALLEL = 6

const wholeBetween = (minimum: number, maximum: number) => {
  const words = `a whole number from ${minimum} to ${maximum}`
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(minimum, words),
    v.maxValue(maximum, words),
  )
}

/** The message of an issue names the accepted values. */
export const CustomSendOptionsSchema = v.object({
  /** Which hash `X-Content-Hash` holds. */
  hash: v.picklist(['right', 'none', 'wrong', 'malformed']),
  /** Which type `Content-Type` holds. */
  contentType: v.picklist(['octet-stream', 'media-type']),
  /** Percent of the bytes after which the connection is aborted. Null never aborts it. */
  breakAfter: v.nullable(wholeBetween(0, 99)),
  /** Rate limit of the request body. Null is unlimited. */
  bytesPerSecond: v.nullable(wholeBetween(1, MAX_BYTES_PER_SECOND)),
  /** Number of sends of each file. */
  repeat: wholeBetween(1, MAX_REPEATS),
  /** Number of concurrent sends. */
  parallel: wholeBetween(1, MAX_PARALLEL),
})

/** Deviations from an ordinary upload, to test how the gateway reacts. */
export type CustomSendOptions = v.InferOutput<typeof CustomSendOptionsSchema>

/** The options of an ordinary upload. */
export const NO_OPTIONS: CustomSendOptions = {
  hash: 'right',
  contentType: 'octet-stream',
  breakAfter: null,
  bytesPerSecond: null,
  repeat: 1,
  parallel: 1,
}

/** @returns undefined when `data` is not valid options */
export function readCustomSendOptions(data: unknown): CustomSendOptions | undefined {
  const parsed = v.safeParse(CustomSendOptionsSchema, data)
  return parsed.success ? parsed.output : undefined
}

/** Describes each difference from an ordinary upload. Empty when there is no difference. */
export function describeOptions(options: CustomSendOptions): string[] {
  const { hash, contentType, breakAfter, bytesPerSecond, repeat, parallel } = options
  const words: (string | false)[] = [
    hash === 'none' && 'without X-Content-Hash',
    hash === 'wrong' && 'with the hash of another content',
    hash === 'malformed' && 'with a malformed X-Content-Hash',
    contentType === 'media-type' && 'with its media type as Content-Type',
    breakAfter !== null && `broken off after ${breakAfter}% of the bytes`,
    bytesPerSecond !== null && `at ${formatBytes(bytesPerSecond)} a second`,
    repeat > 1 && `${plural(repeat, 'time')}, ${parallel} at a time`,
  ]
  return words.filter((word) => word !== false)
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
