/** Encodes a number in 2 or 4 bytes. */
type Write = (value: number, bytes: 2 | 4) => number[]

function writer(isLittle: boolean): Write {
  return (value, bytes) => {
    const big = [value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 0xff)
    const wanted = big.slice(4 - bytes)
    return isLittle ? wanted.reverse() : wanted
  }
}

type Tag = [tag: number, type: number, count: number, value: number]

const SHORT = 3
const LONG = 4

function directory(write: Write, tags: readonly Tag[], next: number): number[] {
  const entries = tags.flatMap(([tag, type, count, value]) => [
    ...[...write(tag, 2), ...write(type, 2), ...write(count, 4)],
    ...(type === SHORT ? [...write(value, 2), 0, 0] : write(value, 4)),
  ])
  return [...write(tags.length, 2), ...entries, ...write(next, 4)]
}

function header(write: Write, isLittle: boolean): number[] {
  return [...(isLittle ? [0x49, 0x49] : [0x4d, 0x4d]), ...write(42, 2), ...write(8, 4)]
}

/** A segment with its marker and its length. */
export function segment(marker: number, body: readonly number[]): number[] {
  return [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body]
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** EXIF with an orientation and, if there is one, a thumbnail. */
export function exifSegment({
  orientation = 1,
  thumbnail = [],
  isLittle = false,
  next = 26,
}: {
  orientation?: number
  thumbnail?: readonly number[]
  isLittle?: boolean
  /** Offset of the second directory. */
  next?: number
}): number[] {
  const write = writer(isLittle)
  const first = directory(
    write,
    [[0x01_12, SHORT, 1, orientation]],
    thumbnail.length > 0 ? next : 0,
  )
  const second = directory(
    write,
    [
      [0x02_01, LONG, 1, 56],
      [0x02_02, LONG, 1, thumbnail.length],
    ],
    0,
  )
  const tiff = [...header(write, isLittle), ...first, ...(thumbnail.length > 0 ? second : [])]
  return segment(0xe1, [...ascii('Exif\0\0'), ...tiff, ...thumbnail])
}

/** An index of pictures in the file. Offsets count from the index's TIFF header. */
export function pictureIndexSegment(
  pictures: readonly { kind: number; size: number; offset: number }[],
  isLittle = false,
): number[] {
  const write = writer(isLittle)
  const index = directory(write, [[0xb0_02, 7, pictures.length * 16, 26]], 0)
  const entries = pictures.flatMap(({ kind, size, offset }) => [
    ...[...write(kind, 4), ...write(size, 4), ...write(offset, 4), 0, 0, 0, 0],
  ])
  return segment(0xe2, [...ascii('MPF\0'), ...header(write, isLittle), ...index, ...entries])
}

/** The start of a frame, which has the size in pixels. */
export function frameSegment(width: number, height: number): number[] {
  return segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])
}

/** A JPEG without pixels. */
export function jpegOf(...segments: readonly (readonly number[])[]): number[] {
  return [0xff, 0xd8, ...segments.flat(), 0xff, 0xda]
}
