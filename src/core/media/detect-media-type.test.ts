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
const FILM = moov(track('vide'), track('soun', { id: 2 }))
const SOUND = moov(track('soun'))
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
  ])('says %s is %s', async (name, mediaType, extension) => {
    expect(await detectMediaType(sourceOf(sampleOf(name)))).toEqual({ mediaType, extension })
  })
})

describe('detectMediaType of what file-type does not know', () => {
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
  ])('knows %s', async (_, bytes, mediaType) => {
    expect(await typeOf(latin(bytes.padEnd(64, '\0')))).toBe(mediaType)
  })
})

describe('detectMediaType of MPEG audio', () => {
  it.each([
    ['two frames', mp3Frames(2)],
    ['one frame and a tag', joined(mp3Frames(1), latin(`TAG${' '.repeat(125)}`))],
    ['a tag', joined(id3(100), mp3Frames(2))],
    ['a tag longer than what is read first', joined(id3(300_000), mp3Frames(2))],
    ['a tag with a footer', joined(id3(100, true), mp3Frames(2))],
    ['several tags', joined(id3(50), id3(70_000), id3(9, true), mp3Frames(2))],
    ['a tag and zeros', joined(id3(20), new Uint8Array(200_000), mp3Frames(2))],
    ['zeros', joined(new Uint8Array(70_000), mp3Frames(2))],
    ['zeros and a tag', joined(new Uint8Array(100), id3(50), mp3Frames(2))],
    ['stray bytes', joined(latin('stray'.repeat(1000)), mp3Frames(4))],
    ['stray bytes and a tag', joined(latin('stray'), id3(70_000), mp3Frames(3))],
    ['a stray frame header', joined(latin('\xff\xfb\x90\x00junk'), mp3Frames(4))],
  ])('knows MP3 after %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType: 'audio/mpeg',
      extension: 'mp3',
    })
  })

  it('knows AAC in ADTS, also after a tag', async () => {
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
    ['bytes of ones', new Uint8Array(5000).fill(0xff)],
    ['frames of bit rate zero', latin('\xff\xfb\x00\x00'.repeat(500))],
    ['nothing', new Uint8Array(0)],
    ['one byte', latin('\xff')],
  ])('does not take %s for sound', async (_, bytes) => {
    expect(await typeOf(bytes)).toBeUndefined()
  })

  it('reads a hostile file a bounded number of times', async () => {
    const tags = joined(...Array.from({ length: 2000 }, () => id3(0)))
    const source = sourceOf([[0, tags]], 50_000_000)
    expect(await detectMediaType(source)).toBeUndefined()
    expect(source.bytesRead).toBeLessThan(20_000_000)
  })
})

describe('detectMediaType of MP4 and QuickTime', () => {
  it.each([
    ['a sound', joined(FTYP, SOUND, MDAT), 'audio/mp4'],
    ['a sound with moov at the end', joined(FTYP, MDAT, SOUND), 'audio/mp4'],
    ['a film', joined(FTYP, FILM, MDAT), 'video/mp4'],
    ['a film with moov at the end', joined(FTYP, MDAT, FILM), 'video/mp4'],
    ['a film without sound', joined(FTYP, moov(track('vide')), MDAT), 'video/mp4'],
    ['a sound of the brand mp42', joined(BRANDED('mp42'), SOUND), 'audio/mp4'],
    ['a sound of the brand M4A', joined(BRANDED('M4A '), SOUND), 'audio/x-m4a'],
    ['a film of the brand M4A', joined(BRANDED('M4A '), FILM), 'video/mp4'],
    ['a sound of QuickTime', joined(BRANDED('qt  '), MDAT, SOUND), 'audio/mp4'],
    ['a film of QuickTime', joined(BRANDED('qt  '), MDAT, FILM), 'video/quicktime'],
    ['a film of old QuickTime', joined(box('wide', latin('')), MDAT, FILM), 'video/quicktime'],
    ['a sound of a phone', joined(BRANDED('3gp4'), SOUND), 'audio/3gpp'],
    ['a film of a phone', joined(BRANDED('3gp4'), FILM), 'video/3gpp'],
    ['fragments of sound', joined(FTYP, SOUND, box('moof', MDAT), MDAT), 'audio/mp4'],
    ['64-bit sizes', joined(FTYP, longBox('mdat', MDAT), SOUND), 'audio/mp4'],
    ['a moov up to the end', joined(FTYP, MDAT, box('moov', SOUND.subarray(8), 0)), 'audio/mp4'],
    [
      'a sound with a cover as a track',
      joined(FTYP, moov(track('soun'), track('vide', { id: 2, codec: 'jpeg', samples: 1 }))),
      'audio/mp4',
    ],
    [
      'a sound with pictures of its chapters',
      joined(FTYP, moov(track('soun', { chapters: 2 }), track('vide', { id: 2, codec: 'jpeg' }))),
      'audio/mp4',
    ],
    [
      'a film of pictures',
      joined(BRANDED('qt  '), moov(track('vide', { codec: 'jpeg' }), track('soun', { id: 2 }))),
      'video/quicktime',
    ],
    [
      'a sound with text tracks',
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
  ])('says what %s is', async (_, bytes, mediaType) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType,
      extension: expect.any(String),
    })
  })

  it.each([
    ['no moov', joined(FTYP, MDAT)],
    ['a moov that is cut off', joined(FTYP, box('moov', SOUND.subarray(8), 9000))],
    ['no tracks', joined(FTYP, moov())],
    ['a size below that of its header', joined(FTYP, box('free', latin(''), 3), SOUND)],
    ['a size beyond the file', joined(FTYP, box('free', latin(''), 2 ** 32 - 1), SOUND)],
    ['a hostile 64-bit size', joined(FTYP, longBox('free', latin(''), 2 ** 52), SOUND)],
    ['a 64-bit size of 0', joined(FTYP, longBox('free', latin(''), 0), SOUND)],
  ])('does not decide where there is %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType: 'video/mp4',
      extension: 'mp4',
      isUndecided: true,
    })
  })

  it('reads sizes and not the film where moov stands at the end of a large one', async () => {
    const size = 5_000_000_000
    const mdat = joined(number(1), latin('mdat'), number(size - FTYP.length - SOUND.length, 8))
    const source = sourceOf(
      [
        [0, joined(FTYP, mdat)],
        [size - SOUND.length, SOUND],
      ],
      size,
    )
    expect((await detectMediaType(source))?.mediaType).toBe('audio/mp4')
    expect(source.reads).toBeLessThan(10)
    expect(source.bytesRead).toBeLessThan(200_000)
  })

  it('reads a bounded number of times where boxes lie far apart without end', async () => {
    const boxes = Array.from(
      { length: 3000 },
      (_, index) => [FTYP.length + index * 20_000, joined(number(20_000), latin('free'))] as const,
    )
    const source = sourceOf([[0, FTYP], ...boxes], 60_000_000)
    expect(await detectMediaType(source)).toMatchObject({ isUndecided: true })
    expect(source.reads).toBeLessThan(300)
  })

  it('ends where boxes are nested without end', async () => {
    let nested = SOUND
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
    ['a sound', webm(tracksElement(2), CLUSTER), 'audio/webm'],
    ['a film', webm(tracksElement(2, 1), CLUSTER), 'video/webm'],
    ['a film without sound', webm(tracksElement(1), CLUSTER), 'video/webm'],
    ['a sound with subtitles', webm(tracksElement(17, 2), CLUSTER), 'audio/webm'],
    ['a sound with 5,000 voids', webm(voids, tracksElement(2), CLUSTER), 'audio/webm'],
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
      'a sound of Matroska',
      joined(ebmlHeader('matroska'), element(SEGMENT, tracksElement(2))),
      'audio/matroska',
    ],
    [
      'a film of Matroska',
      joined(ebmlHeader('matroska'), element(SEGMENT, tracksElement(1, 2))),
      'video/matroska',
    ],
  ])('says what %s is', async (_, bytes, mediaType) => {
    expect(await detectMediaType(sourceOf(bytes))).toEqual({
      mediaType,
      extension: expect.any(String),
    })
  })

  it.each([
    ['no tracks', webm(CLUSTER)],
    ['tracks without a type', webm(tracksElement())],
    ['a size beyond the file', webm(element(0xec, latin(''), 2 ** 40), tracksElement(2))],
    ['a seek head that leads elsewhere', webm(seekHead(0), CLUSTER)],
    ['garbage', webm(new Uint8Array(5000), tracksElement(2))],
  ])('does not decide where there is %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(bytes))).toMatchObject({
      mediaType: 'video/webm',
      isUndecided: true,
    })
  })
})

describe('detectMediaType of Ogg, ASF and FLV', () => {
  it.each([
    ['sound of Ogg', oggPage('\x01vorbis'), 'audio/ogg'],
    ['a film of Ogg, sound first', joined(oggPage('OpusHead'), oggPage('\x80theora')), 'video/ogg'],
    ['sound with a skeleton', joined(oggPage('fishead\0'), oggPage('OpusHead')), 'audio/ogg'],
    ['a film with a skeleton', joined(oggPage('fishead\0'), oggPage('\x80theora')), 'video/ogg'],
    ['WMA', asf(10, 'audio'), 'audio/x-ms-asf'],
    ['WMA with a long header', asf(200_000, 'audio'), 'audio/x-ms-asf'],
    ['WMV', asf(10, 'video', 'audio'), 'video/x-ms-asf'],
    ['WMV, sound first, with a long header', asf(200_000, 'audio', 'video'), 'video/x-ms-asf'],
    ['sound of FLV', latin('FLV\x01\x04\0\0\0\x09\0\0\0\0'), 'audio/x-flv'],
    ['a film of FLV', latin('FLV\x01\x05\0\0\0\x09\0\0\0\0'), 'video/x-flv'],
  ])('knows %s', async (_, bytes, mediaType) => {
    expect((await typeOf(bytes))?.split(';')[0]).toBe(mediaType)
  })
})

it('detectMediaType says the same of the same bytes however they are read', async () => {
  const bytes = asf(200_000, 'audio')
  const source = sourceOf(bytes)
  await detectMediaType(source)
  expect(source.reads).toBeLessThan(6)
})
