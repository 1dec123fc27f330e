import { expect, test } from 'vitest'
import { readSize } from './byte-size.ts'
import { readStorageLimits } from './settings.ts'

test.each([
  ['0', 0],
  ['1048576', 1_048_576],
  ['1048576 B', 1_048_576],
  ['500MB', 500_000_000],
  ['500 mb', 500_000_000],
  ['2GiB', 2_147_483_648],
  [' 1.5 kib ', 1536],
  ['0.5KB', 500],
  ['1TB', 1e12],
  ['1tib', 2 ** 40],
])('readSize reads %j as %d bytes', (text, bytes) => {
  expect(readSize('SIZE', text, 0)).toBe(bytes)
})

test.each([undefined, '', '  '])('readSize returns undefined for %j', (text) => {
  expect(readSize('SIZE', text, 0)).toBeUndefined()
})

test.each([
  '-1',
  'much',
  '5 apples',
  'GB',
  '1e9',
  '1,5GB',
  '1..5GB',
  '9999999TiB',
  '0x10',
  'NaN',
  '1 2',
  '∞',
])('readSize rejects %j with a sentence', (text) => {
  const sentence = `SIZE must be a size such as 500MB, 2GiB or 1048576 (bytes), but is “${text}”.`
  expect(() => readSize('SIZE', text, 0)).toThrow(sentence)
})

test('readStorageLimits rejects a limit of 0', () => {
  expect(() => readStorageLimits({ REFDROP_SANDBOX_LIMIT: '0' })).toThrow(
    'REFDROP_SANDBOX_LIMIT must be a size of at least 1 byte such as',
  )
  expect(readStorageLimits({ REFDROP_SANDBOX_FREE: '0' })).toMatchObject({ free: 0 })
})

test('readStorageLimits returns 5 GiB and 1 GiB free by default', () => {
  expect(readStorageLimits({})).toEqual({ limit: 5 * 1024 ** 3, free: 1024 ** 3 })
  const set = { REFDROP_SANDBOX_LIMIT: '500MB', REFDROP_SANDBOX_FREE: '2GiB' }
  expect(readStorageLimits(set)).toEqual({ limit: 5e8, free: 2 * 1024 ** 3 })
})
