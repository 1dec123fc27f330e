import { expect, it } from 'vitest'
import { dockHeight, heightBounds } from './dock-height.ts'

const WIDE = { width: 1280, height: 800 }
const SMALL = { width: 360, height: 640 }
const LOW = { width: 640, height: 100 }

it.each([
  [WIDE, undefined, 360],
  [WIDE, 500.4, 500],
  [WIDE, 20, 160],
  [WIDE, 2000, 680],
  [SMALL, undefined, 384],
  [SMALL, 600, 384],
  [SMALL, 0, 160],
  [LOW, undefined, 85],
  [LOW, 160, 85],
])('dockHeight in %j turns %s pixels into %d', (size, wanted, height) => {
  expect(dockHeight(wanted, size)).toBe(height)
})

it.each([
  [WIDE, { min: 160, max: 680 }],
  [SMALL, { min: 160, max: 384 }],
  [LOW, { min: 85, max: 85 }],
])('heightBounds of %j is %j', (size, bounds) => {
  expect(heightBounds(size)).toEqual(bounds)
})
