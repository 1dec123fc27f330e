import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { test } from '@playwright/test'

export const KIB = 1024
export const MIB = 1024 * KIB
/** A million bytes. */
export const MB = 1_000_000

/** Writes distinct noise pictures to the output folder of the test. @returns Their paths. */
export function makeFiles(count: number, size: number): string[] {
  return writeFiles(count, size, () => makePicture(size))
}

/** The same for photos: noise after the end of a small picture, so decoding costs nothing. */
export function makePhotos(count: number, size: number): string[] {
  const small = 4 * KIB
  return writeFiles(count, size, () =>
    Buffer.concat([makePicture(small), randomBytes(size - small)]),
  )
}

function writeFiles(count: number, size: number, make: () => Buffer): string[] {
  const folder = test.info().outputPath(`${count}-${size}`)
  mkdirSync(folder, { recursive: true })
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${index + 1}.png`)
    writeFileSync(path, make())
    return path
  })
}

/** Bytes of the signature, IHDR, IEND, and the frames of two other chunks. */
const FRAME = 8 + 25 + 12 + 12 + 12

/** A square PNG of noise that browsers can decode. A private chunk pads it to `size` bytes. */
function makePicture(size: number): Buffer {
  let side = Math.floor(Math.sqrt(size))
  let pixels = packNoise(side)
  while (pixels.length + FRAME > size) {
    side -= 1
    pixels = packNoise(side)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Bit depth 8. The colour type stays 0, which is greyscale.
  header.writeUInt8(8, 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('fiLl', randomBytes(size - FRAME - pixels.length)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Rows of a grey picture, each after its filter byte. Stored, because noise does not compress. */
function packNoise(side: number): Buffer {
  const rows = Array.from({ length: side }, () => [Buffer.alloc(1), randomBytes(side)]).flat()
  return deflateSync(Buffer.concat(rows), { level: 0 })
}

/** Layout by section 5.3 of the PNG specification: length, type, data, CRC of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
