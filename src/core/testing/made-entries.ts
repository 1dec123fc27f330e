import fc from 'fast-check'
import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { HashedEntry, HistoryEntry } from '../history/history.ts'

/** Overrides of a default entry. `name` is its only path, `digits` the start of its hash. */
export type Facts = Partial<Omit<HistoryEntry, 'hash' | 'result'>> & {
  name?: string
  digits?: string
  result?: Partial<UploadedFile>
}

/** Creates a history entry. Fields without an override have plain defaults. */
export function entryOf({ name = 'a.png', digits = 'a', result, ...facts }: Facts = {}) {
  const hash: ContentHash = `sha256:${digits.padEnd(64, '0')}`
  const entry: HashedEntry = {
    gateway: 'varg',
    account: 'me',
    hash,
    result: {
      fileId: `file_${digits}`,
      url: `https://s3.varg.ai/u/1/${hash.slice(7)}.png`,
      hash,
      size: 1000,
      mediaType: 'image/png',
      deduplicated: false,
      ...result,
    },
    paths: [name],
    label: '',
    at: 1_700_000_000_000,
    ...facts,
  }
  return entry
}

/** Arbitrary text. Often contains characters that break out of strings and comments. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '*/',
    '"`$' + '{x}',
    "';\n",
    '\u2028',
    '\u202e.png',
    '\ud800',
    '\\',
    '=1+1',
    '🎬',
    ',',
  ),
)

const anyPicture = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => {
  return `data:image/webp;base64,${btoa(String.fromCharCode(...bytes))}`
})

const anyMedia = fc.record(
  {
    width: fc.nat(20_000),
    height: fc.nat(20_000),
    duration: fc.nat(10_000).map((milliseconds) => milliseconds / 1000),
    peaks: fc.array(fc.nat(100), { maxLength: 5 }),
  },
  { requiredKeys: [] },
)

/** Uses few hashes and accounts, so that two histories overlap. */
const anyEntry: fc.Arbitrary<HistoryEntry> = fc
  .record({
    gateway: fc.constantFrom('varg' as const, 'sandbox' as const),
    account: fc.constantFrom('me', 'you'),
    digits: fc.constantFrom('a', 'b', 'c', 'd'),
    paths: fc
      .tuple(anyText, fc.array(anyText, { maxLength: 4 }))
      .map(
        ([first, others]): [string, ...string[]] => [...new Set([first, ...others])] as [string],
      ),
    label: fc.oneof(fc.constant(''), anyText),
    at: fc.nat(2_000_000_000_000),
    media: fc.option(anyMedia, { nil: undefined }),
    removed: fc.constantFrom(undefined, undefined, true as const),
    result: fc.record({
      url: fc.webUrl(),
      size: fc.nat(52_428_800),
      mediaType: fc.constantFrom('image/png', 'video/mp4', 'audio/mpeg'),
      deduplicated: fc.boolean(),
    }),
  })
  .map(entryOf)

/** A history with one entry per content. */
export const anyHistory = fc.uniqueArray(anyEntry, {
  selector: ({ gateway, account, hash }) => `${gateway} ${account} ${hash}`,
  maxLength: 12,
})

/** Thumbnails of some contents, by hash. */
export const anyThumbnails = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), anyPicture)
  .map((pictures) => {
    const named = Object.entries(pictures)
    return new Map(named.map(([digits, picture]) => [entryOf({ digits }).hash as string, picture]))
  })
