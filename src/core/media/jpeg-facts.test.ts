import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sourceOf } from '../testing/made-containers.ts'
import {
  exifSegment,
  frameSegment,
  jpegOf,
  pictureIndexSegment,
  segment,
} from '../testing/made-jpeg.ts'
import { readJpegFacts } from './jpeg-facts.ts'

const THUMBNAIL = [0xff, 0xd8, 0xff, 0xd9]
const VGA = 0x01_00_01
const FULL_HD = 0x01_00_02

const read = (bytes: readonly number[]) => readJpegFacts(sourceOf(Uint8Array.from(bytes)))

function cut(bytes: readonly number[], range: { start: number; end: number } | undefined) {
  return range && bytes.slice(range.start, range.end)
}

describe('the facts of a JPEG', () => {
  it.each([true, false])(
    'have orientation and thumbnail when EXIF is little endian: %s',
    async (isLittle) => {
      const exif = exifSegment({ orientation: 6, thumbnail: THUMBNAIL, isLittle })
      const bytes = jpegOf(segment(0xe0, [1, 2, 3]), exif, frameSegment(6000, 4000))
      const facts = await read(bytes)
      expect(facts).toMatchObject({ width: 6000, height: 4000, orientation: 6 })
      expect(facts?.previews.map((range) => cut(bytes, range))).toEqual([THUMBNAIL])
      const at = facts?.orientationAt ?? 0
      expect(bytes.slice(at, at + 2).sort()).toEqual([0, 6])
    },
  )

  it.each([true, false])(
    'have the previews of a picture index when it is little endian: %s',
    async (isLittle) => {
      const [vga, fullHd] = [
        [1, 2, 3, 4, 5],
        [6, 7, 8],
      ]
      const empty = { kind: 0, size: 0, offset: 0 }
      const before = jpegOf(exifSegment({ thumbnail: THUMBNAIL })).slice(0, -2)
      const [index, frame] = [
        pictureIndexSegment([empty, empty, empty, empty]),
        frameSegment(60, 40),
      ]
      // The header of the index begins after marker, length and name.
      const tail = index.length - 8 + frame.length + 2
      const pictures = [
        { kind: 0x03_00_00, size: 9, offset: 0 },
        { kind: 0, size: 3, offset: tail },
        { kind: FULL_HD, size: fullHd.length, offset: tail + vga.length },
        { kind: VGA, size: vga.length, offset: tail },
      ]
      const made = [...before, ...pictureIndexSegment(pictures, isLittle), ...frame, 0xff, 0xda]
      const bytes = [...made, ...vga, ...fullHd]
      const facts = await read(bytes)
      expect(facts?.previews.map((range) => cut(bytes, range))).toEqual([vga, THUMBNAIL, fullHd])
    },
  )

  it('have no orientation and no previews when the file omits them', async () => {
    expect(await read(jpegOf(frameSegment(30, 20)))).toEqual({
      ...{ width: 30, height: 20, orientation: 1, orientationAt: undefined, previews: [] },
    })
  })

  it.each([0, 9, 65_535])(
    'have orientation 1 when the file has the invalid one %i',
    async (orientation) => {
      const facts = await read(jpegOf(exifSegment({ orientation }), frameSegment(30, 20)))
      expect(facts).toMatchObject({ orientation: 1, orientationAt: undefined })
    },
  )

  it('are found behind fill bytes and long segments', async () => {
    const long = segment(0xe2, Array(65_000).fill(7))
    const bytes = jpegOf(long, long, [0xff, 0xff], frameSegment(30, 20))
    expect(await read(bytes)).toMatchObject({ width: 30, height: 20 })
  })

  it.each([
    ['is empty', []],
    ['is a PNG', [0x89, 0x50, 0x4e, 0x47]],
    ['ends in a segment', [0xff, 0xd8, 0xff, 0xe1, 0xff]],
    ['has a segment without a length', [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xc0]],
    ['has no marker', [0xff, 0xd8, 1, 2, 3, 4]],
    ['begins its scan before a frame', jpegOf()],
    ['has a frame without pixels', jpegOf(frameSegment(0, 20))],
    ['has a cut frame', jpegOf(frameSegment(30, 20)).slice(0, 8)],
    ['has only fill bytes', [0xff, 0xd8, ...Array(5000).fill(0xff)]],
    ['has too many segments', jpegOf(...Array(200).fill(segment(0xe5, [])), frameSegment(3, 2))],
  ])('are undefined when the file %s', async (_, bytes) => {
    expect(await read(bytes)).toBeUndefined()
  })

  it.each([
    ['the first directory', 8],
    ['the middle of a tag', 11],
    ['the end of the file', 0xff_ff_ff_ff],
  ])('have no thumbnail when the second directory is at %s', async (_, next) => {
    const exif = exifSegment({ orientation: 3, thumbnail: THUMBNAIL, next })
    const facts = await read(jpegOf(exif, frameSegment(30, 20)))
    expect(facts).toMatchObject({ orientation: 3, previews: [] })
  })

  it.each([
    ['beyond the end', { size: 10, offset: 0xff_ff_ff_00 }],
    ['in the index itself', { size: 10, offset: 4 }],
    ['longer than the file', { size: 1_000_000, offset: 400 }],
    ['larger than a preview can be', { size: 3_000_000, offset: 400 }],
    ['empty', { size: 0, offset: 400 }],
  ])('have no preview that is %s', async (_, place) => {
    const index = pictureIndexSegment([{ kind: VGA, ...place }])
    const bytes = [...jpegOf(index, frameSegment(30, 20)), ...Array(900).fill(1)]
    expect(await read(bytes)).toMatchObject({ width: 30, previews: [] })
  })
})

describe('reading a hostile JPEG', () => {
  const valid = jpegOf(
    exifSegment({ orientation: 6, thumbnail: THUMBNAIL }),
    pictureIndexSegment([{ kind: VGA, size: 4, offset: 60 }], true),
    frameSegment(6000, 4000),
  )

  async function expectBounded(bytes: Uint8Array<ArrayBuffer>, size = bytes.length): Promise<void> {
    const source = sourceOf(bytes, size)
    const facts = await readJpegFacts(source)
    expect(source.bytesRead).toBeLessThanOrEqual(64 * 1024 + 256 * 16 * 1024)
    if (!facts) return
    expect(facts.orientation).toBeGreaterThanOrEqual(1)
    expect(facts.orientation).toBeLessThanOrEqual(8)
    for (const { start, end } of facts.previews) {
      expect(start).toBeGreaterThan(0)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(size)
    }
  }

  it('ends with ranges inside the file when bytes are changed', async () => {
    const change = fc.tuple(fc.nat(valid.length - 1), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Uint8Array.from(valid)
        for (const [at, value] of changes) bytes[at] = value
        await expectBounded(bytes)
      }),
    )
  })

  it('ends when the file is cut, or shorter than its size says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(valid.length), fc.nat(1e9), async (length, more) => {
        const bytes = Uint8Array.from(valid.slice(0, length))
        await expectBounded(bytes)
        await expectBounded(bytes, length + more)
      }),
    )
  })

  it('ends when the segments hold noise', async () => {
    const noise = fc.uint8Array({ maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(noise, noise, async (exif, index) => {
        const name = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
        const bytes = jpegOf(
          segment(0xe1, [...name('Exif\0\0MM\0*'), ...exif]),
          segment(0xe2, [...name('MPF\0II*\0'), ...index]),
          frameSegment(30, 20),
        )
        await expectBounded(Uint8Array.from(bytes))
      }),
    )
  })
})
