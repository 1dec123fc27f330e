import { pipeline, type Transform } from 'node:stream'
import zlib from 'node:zlib'

/** Why content cannot be read, to follow "… answered". */
export class UnreadableContent extends Error {}

/** Codings that are undone one after the other. Servers apply one, a CDN in front a second. */
const MOST_CODINGS = 3

/** Zstandard came to Node with 22.15. */
const { createZstdDecompress } = zlib as typeof zlib & {
  createZstdDecompress?: (options: { params: Record<number, number> }) => Transform
}

/** The largest window of an HTTP response is 8 MiB (RFC 9659). The key is `ZSTD_d_windowLogMax`. */
const ZSTD_WINDOW = { params: { 100: 23 } }

/**
 * Undoes what `Content-Encoding` lists, piece by piece. Ends with the source and ends the source.
 *
 * @param field undefined where there is no such header
 * @throws {UnreadableContent} at once for an unknown coding, while reading for broken content
 */
export function decodeContent(
  source: AsyncIterable<Uint8Array>,
  field: string | undefined,
): AsyncIterable<Uint8Array> {
  const codings = codingsIn(field)
  if (codings.length > MOST_CODINGS) {
    throw new UnreadableContent(`in ${codings.length} encodings at once`)
  }
  for (const coding of codings) {
    if (createDecoder(coding, 0) === undefined) throw unknownCoding(coding)
  }
  return codings.reduceRight(undo, source)
}

/** In the order in which they were applied. */
export function codingsIn(field = ''): string[] {
  const names = field.split(',').map((name) => name.trim().toLowerCase())
  return names.filter((name) => name !== '' && name !== 'identity')
}

async function* undo(source: AsyncIterable<Uint8Array>, coding: string) {
  const { first, all } = await peek(source)
  // No content at all is empty, also where an empty file would have a header in that coding.
  if (first === undefined) return
  const decoder = createDecoder(coding, first[0] ?? 0)
  if (decoder === undefined) throw unknownCoding(coding)
  try {
    const decoded: AsyncIterable<Uint8Array> = pipeline(all, decoder, () => {})
    yield* decoded
  } catch (caught) {
    if (!isOfDecoder(caught)) throw caught
    throw new UnreadableContent(`in an encoding that is broken (${coding})`)
  }
}

/** Waits for the first piece. `all` has that one, too. */
export async function peek(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]()
  const { value: first, done } = await pieces.next()
  const all = async function* () {
    if (done) return
    yield first
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  return { first: done ? undefined : first, all: all() }
}

function createDecoder(coding: string, firstByte: number): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip()
    case 'deflate':
      // RFC 9110 means the zlib format, whose first byte ends in 8. Some servers leave it out.
      return (firstByte & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw()
    case 'br':
      return zlib.createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress?.(ZSTD_WINDOW)
    default:
      return undefined
  }
}

function unknownCoding(coding: string): UnreadableContent {
  const shown = /^[a-z0-9-]{1,20}$/.test(coding) ? ` (${coding})` : ''
  const advice = coding === 'zstd' ? ' without Node 22.15 or newer' : ''
  return new UnreadableContent(`in an encoding${shown} that cannot be read here${advice}`)
}

/** By its code: those of zlib, Brotli and Zstandard. */
function isOfDecoder(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && /^(Z_|ERR__|ZSTD_)/.test(`${caught.code}`)
}
