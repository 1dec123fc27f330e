import { asciiOf, type RangeReader, textAt } from './byte-source.ts'

/** Bytes that are searched for the first frame. */
const WINDOW = 64 * 1024

/** Maximum number of zero bytes that are skipped before the first frame. */
const MOST_ZEROS = 4 * 1024 * 1024

/** Maximum number of ID3 tags that are skipped. */
const MOST_TAGS = 16

/** Kilobits per second by version and layer, for header values 1 to 14. */
const BITRATES: Record<string, readonly number[]> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}

const SAMPLE_RATES = [44_100, 48_000, 32_000]

/** MPEG audio layer 1 to 3, or 0 for AAC in ADTS. */
export type MpegLayer = 0 | 1 | 2 | 3

interface Frame {
  layer: MpegLayer
  /** Bytes. */
  length: number
  /** Header fields that are equal in all frames of a stream. */
  stream: string
}

/** Returns the offset after ID3v2 tags, their footers and the zero bytes after each. */
export async function skipId3(reader: RangeReader, start = 0): Promise<number> {
  let at = start
  for (let count = 0; count < MOST_TAGS; count += 1) {
    const tag = await reader.view(at, 10)
    const length = tag && tagLength(tag)
    if (!length) return at
    at = await skipZeros(reader, Math.min(reader.size, at + length))
  }
  return at
}

/**
 * Returns the layer of MPEG audio that begins at `start`, or after zero bytes or up to 64 KiB of
 * stray bytes. Two consecutive frames are required, or three after stray bytes.
 */
export async function findMpegAudio(
  reader: RangeReader,
  start: number,
): Promise<MpegLayer | undefined> {
  let at = await skipZeros(reader, start)
  for (let count = 0; count < MOST_TAGS; count += 1) {
    const window = await reader.view(at, Math.min(WINDOW, reader.size - at))
    if (!window) return undefined
    let tag = 0
    for (let offset = 0; offset < window.byteLength - 3; offset += 1) {
      const first = window.getUint8(offset)
      if (first === 0xff && (window.getUint8(offset + 1) & 0xe0) === 0xe0) {
        const layer = await followFrames(reader, at + offset, offset === 0 ? 2 : 3)
        if (layer !== undefined) return layer
      } else if (first === 0x49 && offset > 0 && offset + 10 <= window.byteLength) {
        const view = new DataView(window.buffer, window.byteOffset + offset, 10)
        tag = tagLength(view) && offset
        if (tag) break
      }
    }
    if (!tag) return undefined
    at = await skipId3(reader, at + tag)
  }
  return undefined
}

/** Bytes of an ID3v2 tag with its header and footer, or 0 when this is not a tag. */
function tagLength(view: DataView): number {
  const isTag = asciiOf(view, 0, 3) === 'ID3' && view.getUint8(3) < 0xff
  const sizes = [6, 7, 8, 9].map((at) => view.getUint8(at))
  if (!isTag || sizes.some((byte) => byte > 0x7f)) return 0
  const hasFooter = (view.getUint8(5) & 0x10) !== 0
  return sizes.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10)
}

async function skipZeros(reader: RangeReader, start: number): Promise<number> {
  let at = start
  while (at < reader.size && at - start < MOST_ZEROS) {
    const view = await reader.view(at, Math.min(WINDOW, reader.size - at))
    if (!view) return at
    for (let offset = 0; offset < view.byteLength; offset += 1) {
      if (view.getUint8(offset) !== 0) return at + offset
    }
    at += view.byteLength
  }
  return at
}

/** Returns the layer of `wanted` consecutive frames. The last may be a tag or the end of file. */
async function followFrames(
  reader: RangeReader,
  start: number,
  wanted: number,
): Promise<MpegLayer | undefined> {
  let first: Frame | undefined
  let at = start
  for (let count = 0; count < wanted; count += 1) {
    const view = await reader.view(at, 6)
    const frame = view && readFrame(view)
    if (!frame || (first && frame.stream !== first.stream)) {
      const isEnough = count === wanted - 1 && (await isEnd(reader, at))
      return isEnough ? first?.layer : undefined
    }
    first ??= frame
    at += frame.length
  }
  return first?.layer
}

async function isEnd(reader: RangeReader, at: number): Promise<boolean> {
  return at === reader.size || /TAG|ID3|APE|LYR/.test(await textAt(reader, at, 3))
}

/**
 * Reads a header of ISO 11172-3, 13818-3 or 13818-7. Rejects free bit rates, which give no length.
 */
function readFrame(view: DataView): Frame | undefined {
  const [sync, second, third, fourth] = [0, 1, 2, 3].map((at) => view.getUint8(at)) as [
    number,
    number,
    number,
    number,
  ]
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined
  if ((second & 0xf6) === 0xf0) return readAdts(view, second, third, fourth)
  const layer = (4 - ((second >> 1) & 3)) as 1 | 2 | 3 | 4
  const version = (second >> 3) & 3
  const rate = SAMPLE_RATES[(third >> 2) & 3]
  const family = version === 3 ? `1-${layer}` : `2-${layer === 1 ? 1 : 2}`
  const bitrate = BITRATES[family]?.[(third >> 4) - 1]
  // Layer 4, version 1 and emphasis 2 are reserved.
  if (layer === 4 || version === 1 || !rate || !bitrate || (fourth & 3) === 2) return undefined
  const hertz = rate / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const padding = (third >> 1) & 1
  const factor = layer === 1 ? 12 : layer === 3 && version !== 3 ? 72 : 144
  const whole = Math.floor((factor * bitrate * 1000) / hertz) + padding
  const length = layer === 1 ? whole * 4 : whole
  return { layer, length, stream: `${second & 0xfe} ${third & 0x0c}` }
}

function readAdts(
  view: DataView,
  second: number,
  third: number,
  fourth: number,
): Frame | undefined {
  const length = ((fourth & 3) << 11) | (view.getUint8(4) << 3) | (view.getUint8(5) >> 5)
  // There are 13 sample rates. A header has 7 or 9 bytes.
  if (((third >> 2) & 15) > 12 || length < 8) return undefined
  return { layer: 0, length, stream: `${second & 0xfe} ${third & 0xfc}` }
}
