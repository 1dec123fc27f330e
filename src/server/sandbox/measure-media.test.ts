import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from '../testing/sandbox-server.ts'
import { measureMedia } from './measure-media.ts'

test.each([
  ['sample.jpg', { width: 200, height: 133 }],
  ['sample.webp', { width: 200, height: 133 }],
  ['sample.mp4', { width: 640, height: 356, durationMs: 67 }],
  ['voice-isom.m4a', { durationMs: 2000 }],
  ['sample.mp3', {}],
  ['sample.zip', {}],
])('measureMedia reads %s as %j', async (name, expected) => {
  const path = fileURLToPath(new URL(`../../../e2e/samples/${name}`, import.meta.url))
  expect(await measureMedia(path)).toEqual(expected)
})

const png = (width: number, height: number) => {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR--------', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** 8,000 bytes a second. */
const wav = (size: number, ...before: Buffer[]) => {
  const format = Buffer.from('fmt \x10\0\0\0--------\x40\x1f\0\0----', 'latin1')
  const data = Buffer.from('data----', 'latin1')
  data.writeUInt32LE(size, 4)
  return Buffer.concat([Buffer.from('RIFF----WAVE'), ...before, format, data])
}

const webp = (chunk: string) => Buffer.from(`RIFF----WEBP${chunk}`, 'latin1')

const mvhd = (content: string) =>
  Buffer.from(`\0\0\0\x08ftyp\0\0\0\x30moov\0\0\0\x28mvhd${content.padEnd(32, '\0')}`, 'latin1')

test.each([
  ['PNG', png(640, 480), { width: 640, height: 480 }],
  ['PNG without a height', png(640, 0), {}],
  ['PNG that ends early', png(640, 480).subarray(0, 20), {}],
  ['GIF', Buffer.from('GIF89a\x40\x01\xc8\0', 'latin1'), { width: 320, height: 200 }],
  ['GIF that ends early', Buffer.from('GIF89a'), {}],
  ['lossless WebP', webp('VP8L----\x2f\x3f\xc1\x31\0-----'), { width: 320, height: 200 }],
  ['extended WebP', webp('VP8X--------\x3f\x01\0\xc7\0\0'), { width: 320, height: 200 }],
  ['WAV', wav(12_000), { durationMs: 1500 }],
  [
    'WAV with another chunk',
    wav(8_000, Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')),
    { durationMs: 1000 },
  ],
  ['WAV without a rate', Buffer.from('RIFF----WAVEdata\x01\0\0\0', 'latin1'), {}],
  ['MP4 of version 0', mvhd('\0\0\0\0--------\0\0\x03\xe8\0\0\x09\xc4'), { durationMs: 2500 }],
  [
    'MP4 of version 1',
    mvhd('\x01\0\0\0----------------\0\0\x03\xe8\0\0\0\0\0\0\x09\xc4'),
    { durationMs: 2500 },
  ],
  ['MP4 without a scale', mvhd('\0\0\0\0--------\0\0\0\0\0\0\x09\xc4'), {}],
  [
    'an MP4 whose boxes have no end',
    Buffer.from('\0\0\0\x08ftyp\0\0\0\0moov\0\0\0\0trak', 'latin1'),
    {},
  ],
  ['text', Buffer.from('hello'), {}],
  ['nothing', Buffer.alloc(0), {}],
])('measureMedia reads %s', async (_, bytes, expected) => {
  const path = join(await makeFolder(), 'file')
  await writeFile(path, bytes)
  expect(await measureMedia(path)).toEqual(expected)
})
