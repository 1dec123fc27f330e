/** Bytes of the comment that makes it another file than any other. */
const NOISE = 32

/** A header, a palette of black and white, and a comment of {@link NOISE} bytes still to come. */
const BEFORE = [
  ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0],
  ...[0, 0, 0, 0xff, 0xff, 0xff, 0x21, 0xfe, NOISE],
]

/** The end of the comment, one pixel, and the end of the file. */
const AFTER = [0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]

/** Bytes of a GIF of {@link makeGif}. */
export const GIF_SIZE = BEFORE.length + NOISE + AFTER.length

/** What it is, by its bytes. */
export const GIF_TYPE = 'image/gif'

/** A whole GIF of one pixel that nobody sent before. @param random gives so many bytes by chance */
export function makeGif(random: (length: number) => Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...BEFORE, ...random(NOISE), ...AFTER])
}
