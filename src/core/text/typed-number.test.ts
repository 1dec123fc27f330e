import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { typedNumber } from './typed-number.ts'

const PERCENT = typedNumber(
  /^\d+$/,
  v.pipe(v.number('a whole number'), v.maxValue(100, 'at most 100')),
)

describe('typedNumber', () => {
  it.each([
    ['7', 7],
    [' 100\n', 100],
    ['007', 7],
  ])('reads %j as %d', (text, number) => {
    expect(v.parse(PERCENT, text)).toBe(number)
  })

  it.each([
    ['', 'a whole number'],
    ['1.5', 'a whole number'],
    ['0x10', 'a whole number'],
    ['101', 'at most 100'],
  ])('rejects %j with the message %j of the number', (text, message) => {
    expect(() => v.parse(PERCENT, text)).toThrow(message)
  })
})
