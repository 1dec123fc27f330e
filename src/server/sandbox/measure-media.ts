import { open } from 'node:fs/promises'
import {
  asciiOf,
  type ByteSource,
  numberAt,
  openRangeReader,
  type RangeReader,
  textAt,
} from '../../core/media/byte-source.ts'
import { readJpegFacts } from '../../core/media/jpeg-facts.ts'
import { createWalk } from '../../core/media/mp4-tracks.ts'
import type { Measures } from './file-record.ts'
import { sourceOf } from './media-type.ts'

/** Maximum number of chunks read in one WAV file. */
const MOST_CHUNKS = 64

/**
 * Reads the size in pixels of JPEG, PNG, GIF, WebP and MP4, and the duration of MP4 and WAV, from
 * the headers of the file. Returns what is found, which may be nothing.
 *
 * @throws when the disk fails
 */
export async function measureMedia(path: string): Promise<Measures> {
  const file = await open(path)
  try {
    return await measure(await sourceOf(file))
  } finally {
    await file.close()
  }
}

async function measure(source: ByteSource): Promise<Measures> {
  const reader = await openRangeReader(source)
  const head = await textAt(reader, 0, Math.min(16, source.size))
  if (head.startsWith('\xff\xd8')) return measureJpeg(source)
  if (/^.PNG\r\n.\n.{4}IHDR/s.test(head)) {
    return pixels(await numberAt(reader, 16, 4), await numberAt(reader, 20, 4))
  }
  if (/^GIF8[79]a/.test(head)) {
    const view = await reader.view(6, 4)
    return pixels(view?.getUint16(0, true), view?.getUint16(2, true))
  }
  if (/^RIFF.{4}WEBPVP8/s.test(head)) return measureWebp(reader, head.slice(12))
  if (/^RIFF.{4}WAVE/s.test(head)) return measureWav(reader)
  return /^.{4}ftyp/s.test(head) ? measureMp4(reader) : {}
}

async function measureJpeg(source: ByteSource): Promise<Measures> {
  const { width, height, orientation } = (await readJpegFacts(source)) ?? { orientation: 1 }
  // Orientations from 5 on rotate the picture by 90 degrees.
  return orientation < 5 ? pixels(width, height) : pixels(height, width)
}

async function measureWebp(reader: RangeReader, chunk: string): Promise<Measures> {
  const view = await reader.view(20, 10)
  if (!view) return {}
  if (chunk === 'VP8X') {
    const at = (start: number) => view.getUint16(start, true) + view.getUint8(start + 2) * 65_536
    return pixels(at(4) + 1, at(7) + 1)
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(1, true)
    return pixels((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  return pixels(view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff)
}

async function measureWav(reader: RangeReader): Promise<Measures> {
  let bytesPerSecond = 0
  let at = 12
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const chunk = await reader.view(at, 8)
    if (!chunk) break
    const size = chunk.getUint32(4, true)
    const id = asciiOf(chunk, 0, 4)
    if (id === 'fmt ') bytesPerSecond = (await reader.view(at + 16, 4))?.getUint32(0, true) ?? 0
    if (id === 'data') return bytesPerSecond > 0 ? seconds(size / bytesPerSecond) : {}
    // Chunks begin at even offsets.
    at += 8 + size + (size % 2)
  }
  return {}
}

async function measureMp4(reader: RangeReader): Promise<Measures> {
  const walk = createWalk(reader)
  const found: Measures = {}
  for await (const box of walk(0, reader.size)) {
    if (box.type !== 'moov') continue
    for await (const child of walk(box.start, box.end)) {
      if (child.type === 'mvhd') Object.assign(found, await readDuration(reader, child.start))
      if (child.type !== 'trak') continue
      for await (const { type, end } of walk(child.start, child.end)) {
        if (type === 'tkhd') Object.assign(found, await readTrackSize(reader, end))
      }
    }
  }
  return found
}

/** Version 1 has 64-bit dates and a 64-bit duration. */
async function readDuration(reader: RangeReader, start: number): Promise<Measures> {
  const isLong = (await numberAt(reader, start, 1)) === 1
  const scale = (await numberAt(reader, start + (isLong ? 20 : 12), 4)) ?? 0
  const units = (await numberAt(reader, start + (isLong ? 24 : 16), isLong ? 8 : 4)) ?? 0
  return scale > 0 ? seconds(units / scale) : {}
}

/** Width and height are fixed-point numbers at the end of the header. They are 0 for sound. */
async function readTrackSize(reader: RangeReader, end: number): Promise<Measures> {
  const [width = 0, height = 0] = [
    await numberAt(reader, end - 8, 2),
    await numberAt(reader, end - 4, 2),
  ]
  return pixels(width, height)
}

function pixels(width = 0, height = 0): Measures {
  return width > 0 && height > 0 ? { width, height } : {}
}

function seconds(duration: number): Measures {
  return Number.isFinite(duration) && duration > 0
    ? { durationMs: Math.round(duration * 1000) }
    : {}
}
