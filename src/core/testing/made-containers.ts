import type { ByteSource } from '../media/byte-source.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A file with these bytes at these offsets and zeros elsewhere. It counts its reads. */
export function sourceOf(parts: Bytes | readonly (readonly [at: number, Bytes])[], size?: number) {
  const all = parts instanceof Uint8Array ? [[0, parts] as const] : parts
  const end = Math.max(...all.map(([at, bytes]) => at + bytes.length))
  const source = {
    size: size ?? end,
    reads: 0,
    bytesRead: 0,
    async read(from: number, to: number): Promise<Bytes> {
      const bytes = new Uint8Array(Math.max(0, Math.min(to, source.size) - from))
      source.reads += 1
      source.bytesRead += bytes.length
      for (const [at, part] of all) {
        const start = Math.max(from, at)
        const piece = part.subarray(start - at, Math.max(start, from + bytes.length) - at)
        if (start - from < bytes.length) bytes.set(piece, start - from)
      }
      return bytes
    },
  } satisfies ByteSource & Record<'reads' | 'bytesRead', number>
  return source
}

/** Converts each character to a byte. */
export function latin(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** A big-endian number of `length` bytes. */
export function number(value: number, length = 4): Bytes {
  return Uint8Array.from(
    { length },
    (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256,
  )
}

/** An MP4 box. `size` is the size in its header, which may be wrong. */
export function box(type: string, content: Bytes, size = content.length + 8): Bytes {
  return joined(number(size), latin(type), content)
}

/** An MP4 box with a 64-bit size. */
export function longBox(type: string, content: Bytes, size = content.length + 16): Bytes {
  return joined(number(1), latin(type), number(size, 8), content)
}

export const FTYP = box('ftyp', latin('isom\0\0\x02\0isomiso2mp41'))

interface TrackFacts {
  id?: number
  codec?: string
  samples?: number
  /** Id of the track with its chapters. */
  chapters?: number
}

export function track(handler: string, facts: TrackFacts = {}): Bytes {
  const { id = 1, codec = 'abcd', samples = 100, chapters } = facts
  const stsd = box('stsd', joined(number(0), number(1), box(codec, number(0, 8))))
  const stsz = box('stsz', joined(number(0), number(0), number(samples)))
  const minf = box('minf', box('stbl', joined(stsd, stsz)))
  const hdlr = box('hdlr', joined(number(0, 8), latin(handler), number(0, 13)))
  return box(
    'trak',
    joined(
      box('tkhd', joined(number(0, 12), number(id), number(0, 68))),
      chapters === undefined ? latin('') : box('tref', box('chap', number(chapters))),
      box('mdia', joined(box('mdhd', number(0, 24)), hdlr, minf)),
    ),
  )
}

export function moov(...tracks: readonly Bytes[]): Bytes {
  return box('moov', joined(box('mvhd', number(0, 100)), ...tracks))
}

/** An EBML element, with its size in eight bytes. The size may be unknown. */
export function element(id: number, content: Bytes, size: number | 'unknown' = content.length) {
  const name = number(id, Math.ceil(Math.log2(id + 1) / 8))
  const length = size === 'unknown' ? number(2 ** 56 - 1, 7) : number(size, 7)
  return joined(name, latin('\x01'), size === 'unknown' ? latin('\xff'.repeat(7)) : length, content)
}

export function ebmlHeader(documentType: string): Bytes {
  return element(0x1a45dfa3, element(0x4282, latin(documentType)))
}

/** An element with tracks of these types: 1 is video, 2 is audio, 17 is subtitles. */
export function tracksElement(...types: readonly number[]): Bytes {
  const entries = types.map((type) =>
    element(0xae, joined(element(0xd7, number(1, 1)), element(0x83, number(type, 1)))),
  )
  return element(0x1654ae6b, joined(...entries))
}

/** An ID3v2 tag with `size` bytes of content, all zeros. */
export function id3(size: number, hasFooter = false): Bytes {
  const sizes = [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f)
  const tail = Uint8Array.from([4, 0, hasFooter ? 0x10 : 0, ...sizes])
  const footer = hasFooter ? joined(latin('3DI'), tail) : latin('')
  return joined(latin('ID3'), tail, new Uint8Array(size), footer)
}

/** MP3 frames of 417 bytes, at 128 kbit/s and 44.1 kHz. */
export function mp3Frames(count: number): Bytes {
  const frame = joined(latin('\xff\xfb\x90\x00'), new Uint8Array(413).fill(0x55))
  return joined(...Array.from({ length: count }, () => frame))
}

/** AAC frames of 100 bytes in ADTS, at 44.1 kHz. */
export function adtsFrames(count: number): Bytes {
  const frame = joined(latin('\xff\xf1\x50\x80\x0c\x9f\xfc'), new Uint8Array(93).fill(0x55))
  return joined(...Array.from({ length: count }, () => frame))
}

/** The first page of an Ogg stream. */
export function oggPage(packet: string): Bytes {
  const content = latin(packet.padEnd(30, '\0'))
  return joined(
    latin('OggS\0\x02'),
    number(0, 20),
    number(1, 1),
    number(content.length, 1),
    content,
  )
}

function guid(hex: string): Bytes {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

function asfObject(id: string, content: Bytes): Bytes {
  return joined(guid(id), number(content.length + 24, 8).toReversed(), content)
}

const ASF_STREAMS = {
  audio: '409e69f84d5bcf11a8fd00805f5c442b',
  video: 'c0ef19bc4d5bcf11a8fd00805f5c442b',
}

/** A WMA or WMV file with `pictures` bytes of metadata before its streams. */
export function asf(pictures: number, ...streams: readonly (keyof typeof ASF_STREAMS)[]): Bytes {
  const objects = joined(
    asfObject('40a4d0d207e3d21197f000a0c95ea850', new Uint8Array(pictures)),
    ...streams.map((stream) =>
      asfObject(
        '9107dcb7b7a9cf118ee600c00c205365',
        joined(guid(ASF_STREAMS[stream]), number(0, 38)),
      ),
    ),
  )
  const header = asfObject('3026b2758e66cf11a6d900aa0062ce6c', joined(number(0, 6), objects))
  return joined(header, new Uint8Array(100))
}
