import { expect, it } from 'vitest'
import { sizesOf } from './use-line-sizes.ts'

const measured = { row: 60, heading: 32, caption: 29, padding: 20, width: 880 }

it('sizesOf gives a list the height of the measured row', () => {
  expect(sizesOf({ ...measured, row: 66 }, 'list', false)).toMatchObject({ columns: 1, line: 66 })
})

it('sizesOf fills the width with tiles of at least 148 pixels', () => {
  const { columns, tile, line } = sizesOf(measured, 'grid', false)
  expect(columns).toBe(5)
  expect(tile?.width).toBeCloseTo(158.4)
  expect(line).toBeCloseTo(158.4 * 0.75 + 29 + 16)
  expect(sizesOf({ ...measured, width: 100 }, 'grid', false).columns).toBe(1)
})

it('sizesOf puts three tiles beside each other on a phone', () => {
  expect(sizesOf({ ...measured, padding: 16, width: 390 }, 'grid', true).columns).toBe(3)
})
