import { expect, test } from 'vitest'
import { releaseBuffer } from './release-buffer.ts'

test('releaseBuffer frees bytes with their own buffer immediately', () => {
  const bytes = Buffer.from(new ArrayBuffer(65_536))
  releaseBuffer(bytes)
  expect(bytes.byteLength).toBe(0)
  expect(bytes.buffer.byteLength).toBe(0)
})

test('releaseBuffer keeps bytes that share their buffer', () => {
  const whole = new Uint8Array([1, 2, 3, 4])
  const part = whole.subarray(1, 3)
  releaseBuffer(part)
  expect([...part]).toEqual([2, 3])
  expect([...whole]).toEqual([1, 2, 3, 4])
})
