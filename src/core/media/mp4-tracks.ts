import { asciiOf, numberAt, type RangeReader, textAt } from './byte-source.ts'

/** A box of the ISO base media file format (ISO 14496-12) or of QuickTime. */
interface Box {
  type: string
  /** Offsets of its content in the file. */
  start: number
  end: number
  /** The file or the parent box ends before this box. */
  isCut: boolean
}

interface Track {
  id: number
  handler: string
  /** Ids of the tracks with its chapters. */
  chapters: readonly number[]
  codec: string
  samples: number
}

/** Maximum number of boxes read in one file. */
const MOST_BOXES = 10_000

/** Codecs of still images. A track with a single sample of these is a cover. */
const PICTURE_CODECS = new Set(['jpeg', 'png ', 'mjpa', 'mjpb', 'gif '])

/**
 * Reads from the tracks whether an MP4 or QuickTime file is video or audio. Its `moov` may be
 * anywhere. Returns `image` for picture items without tracks, and undefined when the boxes are not
 * enough to decide.
 */
export async function readMp4Kind(
  reader: RangeReader,
): Promise<'video' | 'audio' | 'image' | undefined> {
  const tracks: Track[] = []
  let isPicture = false
  let isCut = false
  const walk = createWalk(reader)
  for await (const box of walk(0, reader.size)) {
    if (box.type === 'moov') {
      isCut = box.isCut
      for await (const child of walk(box.start, box.end)) {
        if (child.type === 'trak') tracks.push(await readTrack(child))
      }
    } else if (box.type === 'meta') {
      // A full box begins with four bytes of version and flags.
      for await (const child of walk(box.start + 4, box.end)) {
        if (child.type === 'hdlr') isPicture = (await handlerOf(child)) === 'pict'
      }
    }
  }
  const chapters = new Set(tracks.flatMap((track) => track.chapters))
  const isVideo = ({ id, handler, codec, samples }: Track) =>
    handler === 'vide' && !chapters.has(id) && !(PICTURE_CODECS.has(codec) && samples <= 1)
  if (tracks.some(isVideo)) return 'video'
  // The missing part may hold a video track.
  if (isCut) return undefined
  if (tracks.some(({ handler }) => handler === 'soun')) return 'audio'
  if (tracks.some(({ handler }) => handler === 'vide')) return 'video'
  return isPicture && tracks.length === 0 ? 'image' : undefined

  async function readTrack(trak: Box): Promise<Track> {
    const track: Track = { id: 0, handler: '', chapters: [], codec: '', samples: 2 }
    for await (const box of walk(trak.start, trak.end)) {
      if (box.type === 'tkhd') track.id = await trackId(box)
      if (box.type === 'tref') track.chapters = await chaptersOf(box)
      if (box.type === 'mdia') await readMedia(box, track)
    }
    return track
  }

  async function readMedia(mdia: Box, track: Track): Promise<void> {
    for await (const box of walk(mdia.start, mdia.end)) {
      if (box.type === 'hdlr') track.handler = await handlerOf(box)
      if (box.type !== 'minf') continue
      for await (const stbl of walk(box.start, box.end)) {
        if (stbl.type === 'stbl') await readSamples(stbl, track)
      }
    }
  }

  async function readSamples(stbl: Box, track: Track): Promise<void> {
    for await (const { type, start } of walk(stbl.start, stbl.end)) {
      if (type === 'stsd') track.codec = await textAt(reader, start + 12, 4)
      if (type === 'stsz') track.samples = (await numberAt(reader, start + 8, 4)) ?? 2
    }
  }

  /** Version 1 has 64-bit dates before the id. */
  async function trackId({ start }: Box): Promise<number> {
    const version = await numberAt(reader, start, 1)
    return (await numberAt(reader, start + (version === 1 ? 20 : 12), 4)) ?? 0
  }

  function handlerOf({ start }: Box): Promise<string> {
    return textAt(reader, start + 8, 4)
  }

  async function chaptersOf(tref: Box): Promise<number[]> {
    const ids: number[] = []
    for await (const { type, start, end } of walk(tref.start, tref.end)) {
      if (type !== 'chap') continue
      for (let at = start; at + 4 <= end && ids.length < 64; at += 4) {
        ids.push((await numberAt(reader, at, 4)) ?? 0)
      }
    }
    return ids
  }
}

/** Walks from box to box by their sizes. Stops at the first impossible size. */
export function createWalk(reader: RangeReader) {
  let boxes = 0
  return async function* walk(from: number, to: number): AsyncGenerator<Box> {
    let at = from
    while (at + 8 <= to && boxes < MOST_BOXES) {
      boxes += 1
      const header = await reader.view(at, 8)
      if (!header) return
      const short = header.getUint32(0)
      let head = 8
      // Size 0 extends to the end. After size 1, a 64-bit size follows the type.
      let size = short === 0 ? to - at : short
      if (short === 1) {
        const long = await reader.view(at + 8, 8)
        if (!long) return
        head = 16
        size = Number(long.getBigUint64(0))
      }
      if (size < head) return
      const end = Math.min(to, at + size)
      yield { type: asciiOf(header, 4), start: at + head, end, isCut: end < at + size }
      at += size
    }
  }
}
