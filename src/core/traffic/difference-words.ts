import { formatBytes, plural } from '../text/format.ts'

/** How a custom send differs from an ordinary upload. */
export const words = {
  noHash: 'without X-Content-Hash',
  wrongHash: 'with the hash of another content',
  malformedHash: 'with a malformed X-Content-Hash',
  contentType: 'with its media type as Content-Type',
  breakAfter: (percent: number) => `broken off after ${percent}% of the bytes`,
  rate: (bytesPerSecond: number) => `at ${formatBytes(bytesPerSecond)} a second`,
  repeats: (count: number, parallel: number) => `${plural(count, 'time')}, ${parallel} at a time`,
}
