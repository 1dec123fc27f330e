import { asciiOf, type RangeReader, textAt } from './byte-source.ts'

/** First bytes of a stream, by its codec. */
const VIDEO = ['\x80theora', 'BBCD', '\x01video', 'OVP80']
const AUDIO = ['\x01vorbis', 'OpusHead', '\x7fFLAC', 'fLaC', 'Speex', 'PCM ']

/** Maximum number of streams read in one file. */
const MOST_STREAMS = 64

/**
 * Reads from the streams whether an Ogg file (RFC 3533) is video or audio. Returns undefined when
 * it knows none of their codecs.
 */
export async function readOggKind(reader: RangeReader): Promise<'video' | 'audio' | undefined> {
  let kind: 'audio' | undefined
  let at = 0
  for (let stream = 0; stream < MOST_STREAMS; stream += 1) {
    const header = await reader.view(at, 27)
    // The first pages of all streams come before all other pages.
    if (!header || asciiOf(header, 0, 4) !== 'OggS' || (header.getUint8(5) & 2) === 0) break
    const segments = header.getUint8(26)
    const table = await reader.view(at + 27, segments)
    if (!table) break
    const start = at + 27 + segments
    let length = 0
    for (let index = 0; index < segments; index += 1) length += table.getUint8(index)
    const codec = await textAt(reader, start, Math.min(8, length))
    if (VIDEO.some((name) => codec.startsWith(name))) return 'video'
    if (AUDIO.some((name) => codec.startsWith(name))) kind = 'audio'
    at = start + length
  }
  return kind
}
