import type { RangeReader } from './byte-source.ts'

/** GUIDs of ASF, in hex, in the byte order of the file. */
const STREAM_PROPERTIES = '9107dcb7b7a9cf118ee600c00c205365'
const HEADER_EXTENSION = 'b503bf5f2ea9cf118ee300c00c205365'
const EXTENDED_STREAM_PROPERTIES = 'cba5e61472c632438399a96952065b5a'
const AUDIO = '409e69f84d5bcf11a8fd00805f5c442b'
const VIDEO = 'c0ef19bc4d5bcf11a8fd00805f5c442b'

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
    const id = hexOf(header, 16)
    const length = Number(header.getBigUint64(16, true))
    if (id === STREAM_PROPERTIES) {
      const type = await reader.view(at + 24, 16)
      if (type && hexOf(type, 16) === VIDEO) return 'video'
      if (type && hexOf(type, 16) === AUDIO) kind = 'audio'
    }
    // Both of these objects may contain stream properties.
    if (id === HEADER_EXTENSION) at += 46
    else if (length < 24) break
    else at += id === EXTENDED_STREAM_PROPERTIES ? await ownLength(at, length) : length
  }
  return kind

  /** Bytes from extended stream properties to the next object, which may be inside them. */
  async function ownLength(start: number, length: number): Promise<number> {
    const counts = await reader.view(start + 84, 4)
    // Names and payload extensions would come before it. Encoders leave them out.
    const isPlain = counts?.getUint32(0, true) === 0
    return isPlain && length >= 88 + 24 ? 88 : length
  }
}

function hexOf(view: DataView, length: number): string {
  let hex = ''
  for (let index = 0; index < length; index += 1) {
    hex += view.getUint8(index).toString(16).padStart(2, '0')
  }
  return hex
}
