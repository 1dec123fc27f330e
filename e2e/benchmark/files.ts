import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { test } from '@playwright/test'

export const KIB = 1024
export const MIB = 1024 * KIB

/** Pictures of noise, none like another, in a folder of their own. @returns their paths */
export function makeFiles(count: number, size: number): string[] {
  const folder = test.info().outputPath(`${count}-${size}`)
  mkdirSync(folder, { recursive: true })
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${index + 1}.png`)
    writeFileSync(path, makePicture(size))
    return path
  })
}

/** Bytes of signature, IHDR, IEND and the frames of two chunks more. */
const FRAME = 8 + 25 + 12 + 12 + 12

/** A PNG of square noise that browsers can decode, filled up to `size` bytes by a chunk of their own. */
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
  // Eight bits a pixel, grey.
  header.writeUInt8(8, 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('fiLl', randomBytes(size - FRAME - pixels.length)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Rows of a grey picture, each with its filter byte, not compressed: noise only grows by it. */
function packNoise(side: number): Buffer {
  const rows = Array.from({ length: side }, () => [Buffer.alloc(1), randomBytes(side)]).flat()
  return deflateSync(Buffer.concat(rows), { level: 0 })
}

/** By the PNG specification, section 5.3: length, type, data, checksum of the last two. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
