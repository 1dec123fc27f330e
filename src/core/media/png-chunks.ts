import { asciiOf, type RangeReader } from './byte-source.ts'

/** Maximum number of chunks read in one file. */
const MOST_CHUNKS = 512

/** Maximum length of a chunk, by the specification of PNG. */
const MOST_LENGTH = 2 ** 31 - 1

/**
 * An APNG has a chunk `acTL` before its image data. Returns undefined when the length of a chunk is
 * impossible.
 */
export async function readPngType(reader: RangeReader): Promise<'png' | 'apng' | undefined> {
  let at = 8
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const chunk = await reader.view(at, 8)
    const type = chunk && asciiOf(chunk, 4)
    if (type === 'acTL') return 'apng'
    if (!chunk || type === 'IDAT') break
    const length = chunk.getUint32(0)
    if (length > MOST_LENGTH) return undefined
    // Length, type, content and checksum.
    at += 4 + 4 + length + 4
  }
  return 'png'
}
