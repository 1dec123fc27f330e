import { formatBytes, plural } from '../text/format.ts'

/** How a custom send differs from an ordinary upload. */
export const words = {
  noHash: 'without X-Content-Hash',
  wrongHash: 'with the hash of another content',
  malformedHash: 'with a malformed X-Content-Hash',
  bareHash: 'with X-Content-Hash without its prefix',
  octetStream: 'with application/octet-stream as Content-Type',
  mediaType: 'with its media type as Content-Type',
  wrongType: 'with a wrong Content-Type',
  noType: 'without Content-Type',
  noName: 'without X-Filename',
  oddName: 'with an odd X-Filename',
  breakAfter: (percent: number) => `broken off after ${percent}% of the bytes`,
  rate: (bytesPerSecond: number) => `at ${formatBytes(bytesPerSecond)} a second`,
  repeats: (count: number, parallel: number) => `${plural(count, 'time')}, ${parallel} at a time`,
}
