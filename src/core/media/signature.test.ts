import fc from 'fast-check'
import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type'
import { describe, expect, it } from 'vitest'
import { latin, sourceOf } from '../testing/made-containers.ts'
import { type MadeHead, MEDIA_HEADS, OTHER_HEADS } from '../testing/made-heads.ts'
import { detectMediaType } from './detect-media-type.ts'

const HEADS = [...MEDIA_HEADS, ...OTHER_HEADS]

/** More than the first read and the limit of later ones. */
const MOST_BYTES = 64 * 1024 + 256 * 64 * 1024

function nameOf({ mediaType, bytes }: MadeHead): string {
  return `${mediaType} from ${JSON.stringify(String.fromCharCode(...bytes.slice(0, 24)))}`
}

describe('detectMediaType compared with file-type', () => {
  it.each(HEADS.map((made) => [nameOf(made), made] as const))('detects %s', async (_, made) => {
    const { mediaType, extension, bytes } = made
    expect(await detectMediaType(sourceOf(bytes))).toMatchObject({ mediaType, extension })
    const expected = made.fileType ?? { mime: mediaType, ext: extension }
    expect(await fileTypeFromBuffer(bytes)).toEqual(expected)
  })

  it('covers every image, audio and video type that file-type knows', async () => {
    const covered = await Promise.all(MEDIA_HEADS.map(({ bytes }) => fileTypeFromBuffer(bytes)))
    const known = [...supportedMimeTypes].filter((type) => /^(image|audio|video)\//.test(type))
    expect(known.filter((type) => !covered.some((found) => found?.mime === type))).toEqual([])
  })
})

describe('detectMediaType of damaged files', () => {
  const damaged = fc.record({
    made: fc.constantFrom(...HEADS),
    length: fc.nat(1000),
    changes: fc.array(fc.tuple(fc.nat(299), fc.nat(255)), { maxLength: 8 }),
    /** Bytes that the file seems to have. */
    size: fc.option(fc.nat(2 ** 40)),
  })

  it('never throws and reads a bounded number of bytes when a head is cut or changed', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ made, length, changes, size }) => {
        const bytes = made.bytes.slice(0, length)
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const source = sourceOf([[0, bytes]], Math.max(bytes.length, size ?? 0))
        await detectMediaType(source)
        expect(source.bytesRead).toBeLessThanOrEqual(MOST_BYTES)
      }),
    )
  })

  it('never throws and reads a bounded number of bytes when bytes are random', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.nat(2 ** 50),
        async (random, size) => {
          const bytes = new Uint8Array(random)
          const source = sourceOf([[0, bytes]], Math.max(bytes.length, size))
          await detectMediaType(source)
          expect(source.bytesRead).toBeLessThanOrEqual(MOST_BYTES)
        },
      ),
    )
  })

  it.each([
    ['a PNG without its header', '\x89PNG\r\n\x1a\n\0\0\0\x04IDAT'],
    [
      'a PNG with an impossible chunk',
      `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${'\0'.repeat(17)}\xff\xff\xff\xffsRGB`,
    ],
    ['a TIFF whose directory is beyond its end', 'II*\0\0\0\xff\xff'],
    ['EBML of another type', '\x1a\x45\xdf\xa3\x84\x42\x82\x81x'],
    ['EBML whose type is a name of Object', '\x1a\x45\xdf\xa3\x8e\x42\x82\x8bconstructor'],
    ['EBML without a type', '\x1a\x45\xdf\xa3\x80'],
    ['a JPEG 2000 of another brand', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypxyz '],
    ['RIFF of another type', 'RIFF\0\0\0\0ACON'],
  ])('returns no type for %s', async (_, bytes) => {
    expect(await detectMediaType(sourceOf(latin(bytes.padEnd(64, '\0'))))).toBeUndefined()
  })

  it.each([
    ['one that ends inside a name', `${'PK\x03\x04'.padEnd(26, '\0')}\xff\xff\0\0word/`],
    ['one with a name of Object', `${'PK\x03\x04'.padEnd(26, '\0')}\x0b\0\0\0constructor`],
    [
      'one with a huge entry',
      `${'PK\x03\x04'.padEnd(18, '\0')}\xff\xff\xff\xff\0\0\0\0\x01\0\0\0a`,
    ],
    ['one of headers only', 'PK\x03\x04'.padEnd(30, '\0').repeat(2000)],
  ])('returns the plain type for a ZIP, %s', async (_, bytes) => {
    const found = await detectMediaType(sourceOf(latin(bytes)))
    expect(found).toEqual({ mediaType: 'application/zip', extension: 'zip' })
  })

  it('reads a bounded number of chunks when a PNG has endless ones', async () => {
    const chunks = latin('\0\0\0\0tEXt\0\0\0\0'.repeat(5000))
    const start = latin(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${'\0'.repeat(17)}`)
    const source = sourceOf(
      [
        [0, start],
        [start.length, chunks],
      ],
      10_000_000,
    )
    expect(await detectMediaType(source)).toEqual({ mediaType: 'image/png', extension: 'png' })
    expect(source.reads).toBeLessThan(3)
  })
})
