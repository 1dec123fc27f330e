import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  adtsFrames,
  asf,
  box,
  ebmlHeader,
  element,
  FTYP,
  id3,
  joined,
  latin,
  longBox,
  moov,
  mp3Frames,
  number,
  oggPage,
  sourceOf,
  track,
  tracksElement,
} from '../testing/made-containers.ts'
import { detectMediaType } from './detect-media-type.ts'

function sampleOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../e2e/samples/${name}`, import.meta.url)))
}

async function typeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  return (await detectMediaType(sourceOf(bytes)))?.mediaType
}

const BRANDED = (brand: string, version = '\0\0\0\0') => box('ftyp', latin(brand + version))
const VIDEO = moov(track('vide'), track('soun', { id: 2 }))
const AUDIO = moov(track('soun'))
const MDAT = box('mdat', new Uint8Array(200_000).fill(7))
const SEGMENT = 0x18538067
const CLUSTER = element(0x1f43b675, new Uint8Array(500))

describe('detectMediaType of real files', () => {
  it.each([
    ['sample.jpg', 'image/jpeg', 'jpg'],
    ['sample.webp', 'image/webp', 'webp'],
    ['sample.mp3', 'audio/mpeg', 'mp3'],
    ['sample.flac', 'audio/flac', 'flac'],
    ['sample.mp4', 'video/mp4', 'mp4'],
    ['sample.zip', 'application/zip', 'zip'],
    ['voice-isom.m4a', 'audio/mp4', 'm4a'],
    ['voice-opus.webm', 'audio/webm', 'weba'],
    ['padded.mp3', 'audio/mpeg', 'mp3'],
    ['tone.tta', 'audio/x-tta', 'tta'],
  ])('detects %s as %s', async (name, mediaType, extension) => {
    expect(await detectMediaType(sourceOf(sampleOf(name)))).toEqual({ mediaType, extension })
  })
})

describe('detectMediaType of types unknown to file-type', () => {
  it.each([
    ['CAF', 'caff\0\x01\0\0desc', 'audio/x-caf'],
    ['Sun audio', '.snd\0\0\0\x18\0\0\0\0\0\0\0\x03', 'audio/basic'],
    ['Wave64', 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0', 'audio/x-w64'],
    ['RF64', 'RF64\xff\xff\xff\xffWAVEds64', 'audio/wav'],
    ['TTA2', 'TTA2\0\0', 'audio/x-tta'],
    ['DTS', '\x7f\xfe\x80\x01\xfc\x3c', 'audio/vnd.dts'],
    ['DTS of 14 bits', '\xff\x1f\0\xe8\xf1\x07', 'audio/vnd.dts'],
    ['AIFF', 'FORM\0\0\0\x20AIFFCOMM', 'audio/aiff'],
    ['AMR', '#!AMR\n', 'audio/amr'],
    ['AMR-WB', '#!AMR-WB\n', 'audio/amr'],
    ['ID3 before TTA', `${String.fromCharCode(...id3(3))}TTA1`, 'audio/x-tta'],
    ['mini AVIF', '\0\0\0\x10ftypmif3avif\0\0\0\0', 'image/avif'],
    ['mini HEIF', '\0\0\0\x10ftypmif3heic\0\0\0\0', 'image/heif'],
    ['AutoCAD', 'AC1032\0\0\0\0\0', 'application/acad'],
    ['IFF', 'FORM\0\0\0\x20FTXTCHRS', 'application/x-iff'],
  ])('detects %s', async (_, bytes, mediaType) => {
    expect(await typeOf(latin(bytes.padEnd(64, '\0')))).toBe(mediaType)
  })
})

describe('detectMediaType of MPEG audio', () => {
  it.each([
    ['two frames', mp3Frames(2)],
    ['one frame and a tag', joined(mp3Frames(1), latin(`TAG${' '.repeat(125)}`))],
    ['frames after a tag', joined(id3(100), mp3Frames(2))],
    ['a tag longer than the first read', joined(id3(300_000), mp3Frames(2))],
    ['frames after a tag with a footer', joined(id3(100, true), mp3Frames(2))],
    ['frames after several tags', joined(id3(50), id3(70_000), id3(9, true), mp3Frames(2))],
    ['frames after a tag and zeros', joined(id3(20), new Uint8Array(200_000), mp3Frames(2))],
    ['frames after zeros', joined(new Uint8Array(70_000), mp3Frames(2))],
    ['frames after zeros and a tag', joined(new Uint8Array(100), id3(50), mp3Frames(2))],
    ['frames after stray bytes', joined(latin('stray'.repeat(1000)), mp3Frames(4))],
    ['frames after stray bytes and a tag', joined(latin('stray'), id3(70_000), mp3Frames(3))],
    ['frames after a stray header', joined(latin('\xff\xfb\x90\x00junk'), mp3Frames(4))],
  ])('detects MP3 in %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType: 'audio/mpeg',
      extension: 'mp3',
    })
  })

  it('detects AAC in ADTS with and without a tag', async () => {
    expect(await typeOf(adtsFrames(3))).toBe('audio/aac')
    expect(await typeOf(joined(id3(100), adtsFrames(3)))).toBe('audio/aac')
  })

  it.each([
    ['one frame header and noise', joined(mp3Frames(1).subarray(0, 100), latin('a'.repeat(999)))],
    ['UTF-16 text', new Uint8Array(Buffer.from(`\uFEFF${'Hello '.repeat(500)}`, 'utf16le'))],
    ['frames that do not fit', joined(mp3Frames(1), adtsFrames(3).subarray(0, 100))],
    ['a tag alone', id3(500)],
    ['a tag longer than its file', id3(70_000).subarray(0, 90)],
    ['zeros', new Uint8Array(300_000)],
    ['bytes of all ones', new Uint8Array(5000).fill(0xff)],
    ['frames of bit rate zero', latin('\xff\xfb\x00\x00'.repeat(500))],
    ['nothing', new Uint8Array(0)],
    ['one byte', latin('\xff')],
  ])('detects no audio in %s', async (_, bytes) => {
    expect(await typeOf(bytes)).toBeUndefined()
  })

  it('reads a bounded number of bytes when a file has endless tags', async () => {
    const tags = joined(...Array.from({ length: 2000 }, () => id3(0)))
    const source = sourceOf([[0, tags]], 50_000_000)
    expect(await detectMediaType(source)).toBeUndefined()
    expect(source.bytesRead).toBeLessThan(20_000_000)
  })
})

describe('detectMediaType of MP4 and QuickTime', () => {
  it.each([
    ['audio', joined(FTYP, AUDIO, MDAT), 'audio/mp4'],
    ['audio with moov at the end', joined(FTYP, MDAT, AUDIO), 'audio/mp4'],
    ['video', joined(FTYP, VIDEO, MDAT), 'video/mp4'],
    ['video with moov at the end', joined(FTYP, MDAT, VIDEO), 'video/mp4'],
    ['video without audio', joined(FTYP, moov(track('vide')), MDAT), 'video/mp4'],
    ['audio of the brand mp42', joined(BRANDED('mp42'), AUDIO), 'audio/mp4'],
    ['audio of the brand M4A', joined(BRANDED('M4A '), AUDIO), 'audio/x-m4a'],
    ['video of the brand M4A', joined(BRANDED('M4A '), VIDEO), 'video/mp4'],
    ['QuickTime audio', joined(BRANDED('qt  '), MDAT, AUDIO), 'audio/mp4'],
    ['QuickTime video', joined(BRANDED('qt  '), MDAT, VIDEO), 'video/quicktime'],
    ['old QuickTime video', joined(box('wide', latin('')), MDAT, VIDEO), 'video/quicktime'],
    ['3GPP audio', joined(BRANDED('3gp4'), AUDIO), 'audio/3gpp'],
    ['3GPP video', joined(BRANDED('3gp4'), VIDEO), 'video/3gpp'],
    ['fragmented audio', joined(FTYP, AUDIO, box('moof', MDAT), MDAT), 'audio/mp4'],
    ['64-bit sizes', joined(FTYP, longBox('mdat', MDAT), AUDIO), 'audio/mp4'],
    ['a moov up to the end', joined(FTYP, MDAT, box('moov', AUDIO.subarray(8), 0)), 'audio/mp4'],
    [
      'audio with a cover as a track',
      joined(FTYP, moov(track('soun'), track('vide', { id: 2, codec: 'jpeg', samples: 1 }))),
      'audio/mp4',
    ],
    [
      'audio with pictures of its chapters',
      joined(FTYP, moov(track('soun', { chapters: 2 }), track('vide', { id: 2, codec: 'jpeg' }))),
      'audio/mp4',
    ],
    [
      'Motion JPEG video',
      joined(BRANDED('qt  '), moov(track('vide', { codec: 'jpeg' }), track('soun', { id: 2 }))),
      'video/quicktime',
    ],
    [
      'audio with text tracks',
      joined(FTYP, moov(track('text'), track('soun', { id: 2 }), track('tmcd', { id: 3 }))),
      'audio/mp4',
    ],
    [
      'an image of a strange brand',
      joined(
        BRANDED('xyz1'),
        box(
          'meta',
          joined(number(0), box('hdlr', joined(number(0, 8), latin('pict'), number(0, 13)))),
        ),
      ),
      'image/heif',
    ],
  ])('detects the type of %s', async (_, bytes, mediaType) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType,
      extension: expect.any(String),
    })
  })

  it.each([
    ['no moov', joined(FTYP, MDAT)],
    ['a truncated moov', joined(FTYP, box('moov', AUDIO.subarray(8), 9000))],
    ['no tracks', joined(FTYP, moov())],
    ['a size below that of its header', joined(FTYP, box('free', latin(''), 3), AUDIO)],
    ['a size beyond the file', joined(FTYP, box('free', latin(''), 2 ** 32 - 1), AUDIO)],
    ['a hostile 64-bit size', joined(FTYP, longBox('free', latin(''), 2 ** 52), AUDIO)],
    ['a 64-bit size of 0', joined(FTYP, longBox('free', latin(''), 0), AUDIO)],
  ])('returns an undecided type for %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType: 'video/mp4',
      extension: 'mp4',
      isUndecided: true,
    })
  })

  it('skips the media data of a large file when moov is at its end', async () => {
    const size = 5_000_000_000
    const mdat = joined(number(1), latin('mdat'), number(size - FTYP.length - AUDIO.length, 8))
    const source = sourceOf(
      [
        [0, joined(FTYP, mdat)],
        [size - AUDIO.length, AUDIO],
      ],
      size,
    )
    expect((await detectMediaType(source))?.mediaType).toBe('audio/mp4')
    expect(source.reads).toBeLessThan(10)
    expect(source.bytesRead).toBeLessThan(200_000)
  })

  it('reads a bounded number of times when boxes are endless and far apart', async () => {
    const boxes = Array.from(
      { length: 3000 },
      (_, index) => [FTYP.length + index * 20_000, joined(number(20_000), latin('free'))] as const,
    )
    const source = sourceOf([[0, FTYP], ...boxes], 60_000_000)
    expect(await detectMediaType(source)).toMatchObject({ isUndecided: true })
    expect(source.reads).toBeLessThan(300)
  })

  it('returns an undecided type when boxes are nested 200 levels deep', async () => {
    let nested = AUDIO
    for (let depth = 0; depth < 200; depth += 1) nested = box('moov', nested)
    expect(await detectMediaType(sourceOf(joined(FTYP, nested)))).toMatchObject({
      isUndecided: true,
    })
  })
})

describe('detectMediaType of WebM and Matroska', () => {
  const webm = (...parts: readonly Uint8Array<ArrayBuffer>[]) =>
    joined(ebmlHeader('webm'), element(SEGMENT, joined(...parts)))
  const seekHead = (position: number) =>
    element(
      0x114d9b74,
      element(
        0x4dbb,
        joined(element(0x53ab, number(0x1654ae6b)), element(0x53ac, number(position))),
      ),
    )
  const clusters = joined(...Array.from({ length: 500 }, () => CLUSTER))
  const voids = joined(...Array.from({ length: 5000 }, () => element(0xec, new Uint8Array(2))))

  it.each([
    ['audio', webm(tracksElement(2), CLUSTER), 'audio/webm'],
    ['video', webm(tracksElement(2, 1), CLUSTER), 'video/webm'],
    ['video without audio', webm(tracksElement(1), CLUSTER), 'video/webm'],
    ['audio with subtitles', webm(tracksElement(17, 2), CLUSTER), 'audio/webm'],
    ['audio with 5,000 voids', webm(voids, tracksElement(2), CLUSTER), 'audio/webm'],
    ['tracks after clusters', webm(clusters, tracksElement(2)), 'audio/webm'],
    [
      'tracks that the seek head finds',
      webm(seekHead(seekHead(0).length + clusters.length), clusters, tracksElement(2)),
      'audio/webm',
    ],
    [
      'a segment of unknown size',
      joined(ebmlHeader('webm'), element(SEGMENT, joined(tracksElement(2), CLUSTER), 'unknown')),
      'audio/webm',
    ],
    [
      'clusters of unknown size before the tracks',
      webm(element(0x1f43b675, element(0xa3, new Uint8Array(99)), 'unknown'), tracksElement(2)),
      'audio/webm',
    ],
    [
      'Matroska audio',
      joined(ebmlHeader('matroska'), element(SEGMENT, tracksElement(2))),
      'audio/matroska',
    ],
    [
      'Matroska video',
      joined(ebmlHeader('matroska'), element(SEGMENT, tracksElement(1, 2))),
      'video/matroska',
    ],
  ])('detects the type of %s', async (_, bytes, mediaType) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType,
      extension: expect.any(String),
    })
  })

  it.each([
    ['no tracks', webm(CLUSTER)],
    ['tracks without a type', webm(tracksElement())],
    ['a size beyond the file', webm(element(0xec, latin(''), 2 ** 40), tracksElement(2))],
    ['a wrong seek head', webm(seekHead(0), CLUSTER)],
    ['garbage', webm(new Uint8Array(5000), tracksElement(2))],
  ])('returns an undecided type for %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toMatchObject({
      mediaType: 'video/webm',
      isUndecided: true,
    })
  })
})

describe('detectMediaType of Ogg, ASF and FLV', () => {
  it.each([
    ['Ogg audio', oggPage('\x01vorbis'), 'audio/ogg'],
    ['Ogg video, audio first', joined(oggPage('OpusHead'), oggPage('\x80theora')), 'video/ogg'],
    ['Ogg audio with a skeleton', joined(oggPage('fishead\0'), oggPage('OpusHead')), 'audio/ogg'],
    ['Ogg video with a skeleton', joined(oggPage('fishead\0'), oggPage('\x80theora')), 'video/ogg'],
    ['WMA', asf(10, 'audio'), 'audio/x-ms-asf'],
    ['WMA with a long header', asf(200_000, 'audio'), 'audio/x-ms-asf'],
    ['WMV', asf(10, 'video', 'audio'), 'video/x-ms-asf'],
    ['WMV, audio first, with a long header', asf(200_000, 'audio', 'video'), 'video/x-ms-asf'],
    ['FLV audio', latin('FLV\x01\x04\0\0\0\x09\0\0\0\0'), 'audio/x-flv'],
    ['FLV video', latin('FLV\x01\x05\0\0\0\x09\0\0\0\0'), 'video/x-flv'],
  ])('detects %s', async (_, bytes, mediaType) => {
    expect((await typeOf(bytes))?.split(';')[0]).toBe(mediaType)
  })
})

it('detectMediaType reads few ranges when the header of an ASF file is long', async () => {
  const bytes = asf(200_000, 'audio')
  const source = sourceOf(bytes)
  await detectMediaType(source)
  expect(source.reads).toBeLessThan(6)
})
