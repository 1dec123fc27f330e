import { asciiOf, type RangeReader } from './byte-source.ts'

/** A box of the ISO base media file format (ISO 14496-12) and of QuickTime. */
interface Box {
  type: string
  /** Where its content begins and ends in the file. */
  start: number
  end: number
  /** The file, or the box around it, ends before it does. */
  isCut: boolean
}

interface Track {
  id: number
  handler: string
  /** The tracks that hold its chapters. */
  chapters: readonly number[]
  codec: string
  samples: number
}

/** Boxes looked at in one file. */
const MOST_BOXES = 10_000

/** Codecs of still pictures: a single sample of these is a cover. */
const PICTURE_CODECS = new Set(['jpeg', 'png ', 'mjpa', 'mjpb', 'gif '])

/**
 * Whether the tracks of an MP4 or QuickTime file make it a film or a sound, wherever its `moov`
 * stands. `image` where there are no tracks and the items are pictures. Undefined where the boxes
 * do not tell.
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
      // A full box: four bytes of version and flags come first.
      for await (const child of walk(box.start + 4, box.end)) {
        if (child.type === 'hdlr') isPicture = (await handlerOf(child)) === 'pict'
      }
    }
  }
  const chapters = new Set(tracks.flatMap((track) => track.chapters))
  const isFilm = ({ id, handler, codec, samples }: Track) =>
    handler === 'vide' && !chapters.has(id) && !(PICTURE_CODECS.has(codec) && samples <= 1)
  if (tracks.some(isFilm)) return 'video'
  // What is cut off may have been a film.
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
      if (type === 'stsd') {
        const view = await reader.view(start + 12, 4)
        if (view) track.codec = asciiOf(view)
      }
      if (type === 'stsz') track.samples = (await reader.view(start + 8, 4))?.getUint32(0) ?? 2
    }
  }

  /** Version 1 has dates of 64 bits. */
  async function trackId({ start }: Box): Promise<number> {
    const version = (await reader.view(start, 1))?.getUint8(0)
    return (await reader.view(start + (version === 1 ? 20 : 12), 4))?.getUint32(0) ?? 0
  }

  async function handlerOf({ start }: Box): Promise<string> {
    const view = await reader.view(start + 8, 4)
    return view ? asciiOf(view) : ''
  }

  async function chaptersOf(tref: Box): Promise<number[]> {
    const ids: number[] = []
    for await (const { type, start, end } of walk(tref.start, tref.end)) {
      if (type !== 'chap') continue
      for (let at = start; at + 4 <= end && ids.length < 64; at += 4) {
        const view = await reader.view(at, 4)
        if (view) ids.push(view.getUint32(0))
      }
    }
    return ids
  }
}

/** Goes from box to box by their sizes, and stops at the first size that cannot be. */
function createWalk(reader: RangeReader) {
  let boxes = 0
  return async function* walk(from: number, to: number): AsyncGenerator<Box> {
    let at = from
    while (at + 8 <= to && boxes < MOST_BOXES) {
      boxes += 1
      const header = await reader.view(at, 8)
      if (!header) return
      const short = header.getUint32(0)
      let head = 8
      // 0 reaches to the end, 1 has 64 bits behind the type.
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
