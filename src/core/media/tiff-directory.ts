import type { RangeReader } from './byte-source.ts'

/** An entry of a directory. */
interface TiffTag {
  count: number
  /** The value, or its offset from the TIFF header when it is longer than four bytes. */
  value: number
  /** Offset of the value in the file. */
  at: number
}

export interface TiffDirectory {
  tags: ReadonlyMap<number, TiffTag>
  /** Offset of the next directory from the TIFF header, 0 for the last one. */
  next: number
}

/** A block in TIFF format: a whole file, EXIF data or a multi-picture index. */
export interface TiffBlock {
  /** Offsets of the block in the file. */
  start: number
  end: number
  isLittle: boolean
  /** Offset of the first directory. */
  first: number
  /** Returns undefined when the range leaves the block. */
  view(offset: number, length: number): Promise<DataView | undefined>
  /** Reads one directory. The caller follows `next`, so that a loop cannot happen here. */
  read(offset: number): Promise<TiffDirectory | undefined>
}

/** Maximum number of tags in a directory. */
const MOST_TAGS = 512

const SHORT = 3

/** Returns undefined when the block has no TIFF header. */
export async function openTiff(
  reader: RangeReader,
  start: number,
  end: number,
): Promise<TiffBlock | undefined> {
  async function view(offset: number, length: number): Promise<DataView | undefined> {
    return start + offset + length <= end ? reader.view(start + offset, length) : undefined
  }
  const header = await view(0, 8)
  const order = header?.getUint16(0)
  const isLittle = order === 0x49_49
  if (!header || !(isLittle || order === 0x4d_4d)) return undefined
  if (header.getUint16(2, isLittle) !== 42) return undefined
  return {
    start,
    end,
    isLittle,
    first: header.getUint32(4, isLittle),
    view,
    async read(offset) {
      const count = (await view(offset, 2))?.getUint16(0, isLittle)
      if (count === undefined || count > MOST_TAGS) return undefined
      const entries = await view(offset + 2, count * 12 + 4)
      if (!entries) return undefined
      const tags = new Map<number, TiffTag>()
      for (let entry = 0; entry < count * 12; entry += 12) {
        const isShort = entries.getUint16(entry + 2, isLittle) === SHORT
        tags.set(entries.getUint16(entry, isLittle), {
          count: entries.getUint32(entry + 4, isLittle),
          value: isShort
            ? entries.getUint16(entry + 8, isLittle)
            : entries.getUint32(entry + 8, isLittle),
          at: start + offset + 2 + entry + 8,
        })
      }
      return { tags, next: entries.getUint32(count * 12, isLittle) }
    },
  }
}
