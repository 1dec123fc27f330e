import { expect, test } from 'vitest'
import { LINK_LIMITS, linkGrace } from './link-grace.ts'

const MIB = 1024 * 1024

const grace = (taken: number, seconds: number, isWhole: boolean) =>
  Math.round(linkGrace({ taken, seconds, isWhole }, LINK_LIMITS))

test.each<[when: string, taken: number, seconds: number, isWhole: boolean, grace: number]>([
  ['no byte is sent', 0, 30, false, 0],
  ['a small body is sent', 4096, 0.01, true, 0],
  ['1 MiB is sent, too little to measure a rate', MIB, 0.1, true, 64],
  ['8 MiB are sent, too little to measure a rate', 8 * MIB, 0.1, true, 512],
  ['50 MiB were sent at 5 MiB/s', 50 * MIB, 10, true, 15],
  ['50 MiB were sent at 50 kB/s', 50 * MIB, 1000, true, 512],
  ['bytes flow at an unknown rate', 4 * MIB, 1, false, 96],
  ['bytes flow at 5 MiB/s', 40 * MIB, 8, false, 3],
])('the grace follows the measured rate when %s', (_, taken, seconds, isWhole, expected) => {
  expect(grace(taken, seconds, isWhole)).toBe(expected)
})

test.each([20_000, 50_000, 200_000])(
  'the grace is enough to empty full buffers when a link takes %i bytes a second',
  (rate) => {
    for (const size of [1, 8, 30, 50].map((size) => size * 1_000_000)) {
      const held = Math.min(size, LINK_LIMITS.buffered)
      const seconds = (size - held) / rate
      expect(grace(size, seconds, true)).toBeGreaterThanOrEqual(Math.round(held / rate))
    }
  },
)
