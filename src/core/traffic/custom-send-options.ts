import * as v from 'valibot'
import type { ContentHash } from '../api/contract.ts'
import { formatBytes, plural } from '../text/format.ts'

export const MAX_BYTES_PER_SECOND = 1e9

const wholeBetween = (minimum: number, maximum: number) => {
  const words = `a whole number from ${minimum} to ${maximum}`
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(minimum, words),
    v.maxValue(maximum, words),
  )
}

/** The message of an issue names what the option accepts. */
export const CustomSendOptionsSchema = v.object({
  /** What `X-Content-Hash` says. */
  hash: v.picklist(['right', 'none', 'wrong', 'malformed']),
  /** What `Content-Type` says. */
  contentType: v.picklist(['octet-stream', 'media-type']),
  /** Percent of the bytes after which the connection is broken off; null for never. */
  breakAfter: v.nullable(wholeBetween(0, 99)),
  /** At which the gateway gets the body; null for as fast as it goes. */
  bytesPerSecond: v.nullable(wholeBetween(1, MAX_BYTES_PER_SECOND)),
  /** How often each file is sent. */
  repeat: wholeBetween(1, 50),
  /** How many of these sends at a time. */
  parallel: wholeBetween(1, 6),
})

/** How a file is sent differently, to see what the gateway does. */
export type CustomSendOptions = v.InferOutput<typeof CustomSendOptionsSchema>

/** As files are sent when nobody tests. */
export const NO_OPTIONS: CustomSendOptions = {
  hash: 'right',
  contentType: 'octet-stream',
  breakAfter: null,
  bytesPerSecond: null,
  repeat: 1,
  parallel: 1,
}

/** Undefined for what are none. */
export function readCustomSendOptions(data: unknown): CustomSendOptions | undefined {
  const parsed = v.safeParse(CustomSendOptionsSchema, data)
  return parsed.success ? parsed.output : undefined
}

/** How a send differs from an ordinary one, in words; empty where it does not. */
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

/** What such a send says in `X-Content-Hash`; undefined where it leaves it out. */
export function announcedHash({ hash }: CustomSendOptions, right: ContentHash): string | undefined {
  switch (hash) {
    case 'right':
      return right
    case 'none':
      return undefined
    case 'wrong':
      // Each digit's opposite, so that none stays the same.
      return `sha256:${right.slice(7).replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16))}`
    case 'malformed':
      return 'sha256:malformed'
  }
}
