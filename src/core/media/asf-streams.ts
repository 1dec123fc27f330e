import { numberAt, type RangeReader } from './byte-source.ts'

/** The first four bytes of GUIDs of ASF, which tell its objects apart. */
const STREAM_PROPERTIES = 0x9107dcb7
const HEADER_EXTENSION = 0xb503bf5f
const EXTENDED_STREAM_PROPERTIES = 0xcba5e614
const AUDIO = 0x409e69f8
const VIDEO = 0xc0ef19bc

/** Maximum number of objects read in one header. */
const MOST_OBJECTS = 1000

/**
 * Reads from the stream headers whether a WMA or WMV file is video or audio. Returns undefined when
 * it has neither.
 */
export async function readAsfKind(reader: RangeReader): Promise<'video' | 'audio' | undefined> {
  const size = await reader.view(16, 8)
  if (!size) return undefined
  const end = Math.min(reader.size, Number(size.getBigUint64(0, true)))
  let kind: 'audio' | undefined
  let at = 30
  for (let count = 0; count < MOST_OBJECTS && at + 24 <= end; count += 1) {
    const header = await reader.view(at, 24)
    if (!header) break
    const id = header.getUint32(0)
    const length = Number(header.getBigUint64(16, true))
    if (id === STREAM_PROPERTIES) {
      const type = await numberAt(reader, at + 24, 4)
      if (type === VIDEO) return 'video'
      if (type === AUDIO) kind = 'audio'
    }
    // Both of these objects may contain stream properties.
    if (id === HEADER_EXTENSION) at += 46
    else if (length < 24) break
    else at += id === EXTENDED_STREAM_PROPERTIES ? await ownLength(at, length) : length
  }
  return kind

  /** Bytes from extended stream properties to the next object, which may be inside them. */
  async function ownLength(start: number, length: number): Promise<number> {
    // Names and payload extensions would precede a nested object. Encoders omit them.
    const isPlain = (await numberAt(reader, start + 84, 4)) === 0
    return isPlain && length >= 88 + 24 ? 88 : length
  }
}
