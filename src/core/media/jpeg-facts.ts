import { asciiOf, type ByteSource, openRangeReader, type RangeReader } from './byte-source.ts'
import { openTiff, type TiffDirectory } from './tiff-directory.ts'

/** Offsets in the file. */
interface ByteRange {
  start: number
  end: number
}

export interface JpegFacts {
  /** Pixels as stored, before rotation. */
  width: number
  height: number
  /** EXIF orientation, 1 to 8. */
  orientation: number
  /** Offset of the two bytes of the orientation. Undefined when the file omits it. */
  orientationAt: number | undefined
  /** Smaller JPEG files inside the file, the most suitable one for a thumbnail first. */
  previews: readonly ByteRange[]
}

/** Maximum number of segments read before the frame. It bounds the cost of a hostile file. */
const MOST_SEGMENTS = 100

/** Maximum size of a preview, in bytes. Cameras store at most full HD. */
const MAX_PREVIEW = 2 * 1024 * 1024

/** Image types of a multi-picture file (CIPA DC-007). */
const VGA = 0x01_00_01
const FULL_HD = 0x01_00_02

/**
 * Reads size, orientation and embedded previews from the segments before the first frame (EXIF
 * thumbnail, multi-picture format). Returns undefined when the file is no JPEG, or has no frame
 * within the limits.
 *
 * Reads the first 64 KiB, and short ranges for longer headers. Every range lies inside the file.
 *
 * @throws what `source` throws
 */
export async function readJpegFacts(source: ByteSource): Promise<JpegFacts | undefined> {
  const reader = await openRangeReader(source)
  if ((await reader.view(0, 2))?.getUint16(0) !== 0xff_d8) return undefined
  let exif: ExifFacts | undefined
  let pictures: PictureRanges | undefined
  let at = 2
  for (let segment = 0; segment < MOST_SEGMENTS; segment += 1) {
    const header = await reader.view(at, 4)
    if (header?.getUint8(0) !== 0xff) return undefined
    const marker = header.getUint8(1)
    const length = header.getUint16(2)
    if (isFrame(marker)) {
      const frame = await reader.view(at + 5, 4)
      const [height, width] = [frame?.getUint16(0), frame?.getUint16(2)]
      if (!height || !width) return undefined
      const { orientation = 1, orientationAt, thumbnail } = exif ?? {}
      const found = [pictures?.vga, thumbnail, pictures?.fullHd]
      const previews = found.filter((range) => range !== undefined)
      return { width, height, orientation, orientationAt, previews }
    }
    const isFill = marker === 0xff
    // The scan begins, or the length is impossible.
    if (!isFill && (marker === 0xda || length < 2)) return undefined
    const body = { start: at + 4, end: at + 2 + length }
    if (marker === 0xe1) exif ??= await readExif(reader, body)
    if (marker === 0xe2) pictures ??= await readPictures(reader, body)
    at = isFill ? at + 1 : body.end
  }
  return undefined
}

/** All SOF markers. C4, C8 and CC have other meanings. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

interface ExifFacts {
  orientation?: number
  orientationAt?: number
  thumbnail?: ByteRange | undefined
}

async function readExif(reader: RangeReader, body: ByteRange): Promise<ExifFacts | undefined> {
  const tiff = await openBlock(reader, body, 'Exif\0\0')
  const main = await tiff?.read(tiff.first)
  if (!tiff || !main) return undefined
  const facts: ExifFacts = {}
  const orientation = main.tags.get(0x01_12)
  if (orientation && orientation.value >= 1 && orientation.value <= 8) {
    facts.orientation = orientation.value
    facts.orientationAt = orientation.at
  }
  const second: TiffDirectory | undefined = main.next > 0 ? await tiff.read(main.next) : undefined
  const start = tiff.start + (second?.tags.get(0x02_01)?.value ?? Number.NaN)
  const end = start + (second?.tags.get(0x02_02)?.value ?? Number.NaN)
  if (start < end && end <= tiff.end) facts.thumbnail = { start, end }
  return facts
}

interface PictureRanges {
  vga?: ByteRange
  fullHd?: ByteRange
}

/** Maximum number of pictures read from an index. */
const MOST_PICTURES = 16

async function readPictures(
  reader: RangeReader,
  body: ByteRange,
): Promise<PictureRanges | undefined> {
  const tiff = await openBlock(reader, body, 'MPF\0')
  const index = (await tiff?.read(tiff.first))?.tags.get(0xb0_02)
  if (!tiff || !index) return undefined
  const ranges: PictureRanges = {}
  const count = Math.min(MOST_PICTURES, Math.floor(index.count / 16))
  for (let picture = 0; picture < count; picture += 1) {
    const entry = await tiff.view(index.value + picture * 16, 16)
    if (!entry) break
    const kind = entry.getUint32(0, tiff.isLittle) & 0xff_ff_ff
    const size = entry.getUint32(4, tiff.isLittle)
    // Offsets count from the TIFF header of this segment.
    const start = tiff.start + entry.getUint32(8, tiff.isLittle)
    const range = { start, end: start + size }
    if (size === 0 || size > MAX_PREVIEW || range.end > reader.size || start < body.end) continue
    if (kind === VGA) ranges.vga ??= range
    if (kind === FULL_HD) ranges.fullHd ??= range
  }
  return ranges
}

async function openBlock(reader: RangeReader, { start, end }: ByteRange, name: string) {
  const head = await reader.view(start, name.length)
  if (!head || asciiOf(head) !== name) return undefined
  return openTiff(reader, start + name.length, Math.min(end, reader.size))
}
