import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAskRule } from './ask-rule.ts'

const MIB = 1_048_576

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000)
}

it.each([
  [5 * MIB, 125_000, true],
  [5 * MIB, 20_000_000, false],
  [180 * MIB, 20_000_000, true],
  [100_000, 20_000, true],
  [100_000, 125_000, false],
  [5 * MIB, undefined, true],
  [262_143, undefined, false],
])(
  'decides by the seconds of a send: %d bytes at %s bytes a second, %s',
  (size, rate, isCheaper) => {
    expect(createAskRule().isCheaper(size, rate)).toBe(isCheaper)
  },
)

it('asks for fewer files when the gateway answers slowly', () => {
  const rule = createAskRule()
  for (let count = 0; count < 20; count += 1) rule.noteAnswer(2_000)
  expect(rule.isCheaper(7 * MIB, MIB)).toBe(false)
  expect(rule.isCheaper(8 * MIB, MIB)).toBe(true)
  rule.noteAnswer(200)
  expect(rule.isCheaper(7 * MIB, MIB)).toBe(true)
  // One slow response has little effect.
  rule.noteAnswer(2_000)
  expect(rule.isCheaper(7 * MIB, MIB)).toBe(true)
})

it('pauses after a failure, longer after each in a row, and at most an hour', () => {
  const rule = createAskRule()
  for (const seconds of [60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    rule.noteFailure()
    pass(seconds - 1)
    expect(rule.isCheaper(5 * MIB, 1)).toBe(false)
    pass(1)
    expect(rule.isCheaper(5 * MIB, 1)).toBe(true)
  }
  rule.noteAnswer(100)
  rule.noteFailure()
  pass(60)
  expect(rule.isCheaper(5 * MIB, 1)).toBe(true)
})

it('counts asks that fail together as one failure', () => {
  const rule = createAskRule()
  rule.noteFailure()
  rule.noteFailure()
  pass(60)
  expect(rule.isCheaper(5 * MIB, 1)).toBe(true)
})
