import { asciiOf, type RangeReader } from './byte-source.ts'

/** How the first packet of a stream begins, by its codec. */
const VIDEO = ['\x80theora', 'BBCD', '\x01video', 'OVP80']
const AUDIO = ['\x01vorbis', 'OpusHead', '\x7fFLAC', 'fLaC', 'Speex', 'PCM ']

/** Streams looked at in one file. */
const MOST_STREAMS = 64

/** Whether the streams of an Ogg file (RFC 3533) make it a film or a sound. Undefined where they do not tell. */
export async function readOggKind(reader: RangeReader): Promise<'video' | 'audio' | undefined> {
  let kind: 'audio' | undefined
  let at = 0
  for (let stream = 0; stream < MOST_STREAMS; stream += 1) {
    const header = await reader.view(at, 27)
    // The first pages of all streams come before everything else.
    if (!header || asciiOf(header, 0, 4) !== 'OggS' || (header.getUint8(5) & 2) === 0) break
    const segments = header.getUint8(26)
    const table = await reader.view(at + 27, segments)
    if (!table) break
    const start = at + 27 + segments
    let length = 0
    for (let index = 0; index < segments; index += 1) length += table.getUint8(index)
    const packet = await reader.view(start, Math.min(8, length))
    const codec = packet ? asciiOf(packet) : ''
    if (VIDEO.some((name) => codec.startsWith(name))) return 'video'
    if (AUDIO.some((name) => codec.startsWith(name))) kind = 'audio'
    at = start + length
  }
  return kind
}
