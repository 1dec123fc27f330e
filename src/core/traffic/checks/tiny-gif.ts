/** Length of the random comment, which makes each file unique. */
const NOISE = 32

/** Header, black-and-white palette, and the start of a comment of {@link NOISE} bytes. */
const BEFORE = [
  ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0],
  ...[0, 0, 0, 0xff, 0xff, 0xff, 0x21, 0xfe, NOISE],
]

/** End of the comment, one pixel, and the end of the file. */
const AFTER = [0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]

/** Size of each file of {@link makeGif}, in bytes. */
export const GIF_SIZE = BEFORE.length + NOISE + AFTER.length

/** Media type of the files. */
export const GIF_TYPE = 'image/gif'

/**
 * Creates a unique GIF of one pixel.
 *
 * @param random returns the given number of random bytes
 */
export function makeGif(random: (length: number) => Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...BEFORE, ...random(NOISE), ...AFTER])
}
