import { describe, expect, it } from 'vitest'
import { readDecimal, writeDecimal } from './decimal-mark.ts'

describe('readDecimal', () => {
  it.each([
    ['1.5', '.', 1.5],
    ['1,5', ',', 1.5],
    [' 12\n', ',', 12],
    ['1,500', '.', Number.NaN],
    ['1.500', ',', Number.NaN],
    ['1.500,5', ',', Number.NaN],
  ])('reads %j with the mark %j as %d', (typed, mark, number) => {
    expect(Number(readDecimal(typed, mark))).toBe(number)
  })

  it('takes the mark of the page when no mark is given', () => {
    expect(readDecimal('0.25')).toBe('0.25')
  })
})

it.each([
  [0.25, '.', '0.25'],
  [0.25, ',', '0,25'],
  [1024, ',', '1024'],
])('writeDecimal writes %d with the mark %j as %j', (amount, mark, text) => {
  expect(writeDecimal(amount, mark)).toBe(text)
  expect(Number(readDecimal(text, mark))).toBe(amount)
})
