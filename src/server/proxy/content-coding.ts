import { pipeline, type Transform } from 'node:stream'
import zlib from 'node:zlib'

/** Content cannot be decoded. The message continues the sentence "… answered". */
export class UnreadableContent extends Error {}

/** Maximum nested codings. A server applies one, and a CDN may apply a second. */
const MAX_CODINGS = 3

/** Node supports Zstandard since 22.15. */
const { createZstdDecompress } = zlib as typeof zlib & {
  createZstdDecompress?: (options: { params: Record<number, number> }) => Transform
}

/** The maximum window of an HTTP response is 8 MiB (RFC 9659). The key is `ZSTD_d_windowLogMax`. */
const ZSTD_WINDOW = { params: { 100: 23 } }

/**
 * Decodes a body by its `Content-Encoding` as a stream. Leaving the loop early closes the source.
 *
 * @param field the header, if present
 * @throws {UnreadableContent} immediately for an unknown coding, while reading for broken content
 */
export function decodeContent(
  source: AsyncIterable<Uint8Array>,
  field: string | undefined,
): AsyncIterable<Uint8Array> {
  const codings = codingsIn(field)
  if (codings.length > MAX_CODINGS) {
    throw new UnreadableContent(`in ${codings.length} encodings at once`)
  }
  for (const coding of codings) {
    if (createDecoder(coding, 0) === undefined) throw unknownCoding(coding)
  }
  return codings.reduceRight(decode, source)
}

/** Yields the bytes of an encoded source. @throws {UnreadableContent} after `limit` bytes */
export async function* limitEncoded(source: AsyncIterable<Uint8Array>, limit: number) {
  let left = limit
  for await (const piece of source) {
    left -= piece.byteLength
    if (left < 0) throw new UnreadableContent('in an encoding that does not end')
    yield piece
  }
}

/** The codings in the order in which they were applied. */
export function codingsIn(field = ''): string[] {
  const names = field.split(',').map((name) => name.trim().toLowerCase())
  return names.filter((name) => name !== '' && name !== 'identity')
}

async function* decode(source: AsyncIterable<Uint8Array>, coding: string) {
  const { first, all } = await peek(source)
  // An empty body stays empty, although most codings encode an empty file as a few bytes.
  if (first === undefined) return
  const decoder = createDecoder(coding, first[0] ?? 0)
  if (decoder === undefined) throw unknownCoding(coding)
  try {
    const decoded: AsyncIterable<Uint8Array> = pipeline(all, decoder, () => {})
    yield* decoded
  } catch (caught) {
    if (!isDecoderError(caught)) throw caught
    throw new UnreadableContent(`in an encoding that is broken (${coding})`)
  }
}

/** Waits for the first chunk. `all` yields every chunk, including the first. */
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
      // RFC 9110 means the zlib format, whose first byte ends in 8. Some servers send raw deflate.
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

/** Whether the error code is one of zlib, Brotli or Zstandard. */
function isDecoderError(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && /^(Z_|ERR__|ZSTD_)/.test(`${caught.code}`)
}
