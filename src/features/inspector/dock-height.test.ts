import { expect, it } from 'vitest'
import { dockHeight, heightBounds } from './dock-height.ts'

const WIDE = { width: 1280, height: 800 }
const SMALL = { width: 360, height: 640 }
const LOW = { width: 640, height: 100 }

it.each([
  [WIDE, undefined, 320],
  [WIDE, 500.4, 500],
  [WIDE, 20, 160],
  [WIDE, 2000, 640],
  [SMALL, undefined, 384],
  [SMALL, 600, 512],
  [SMALL, 0, 160],
  [LOW, undefined, 80],
  [LOW, 160, 80],
])('dockHeight in %j turns %s pixels into %d', (size, wanted, height) => {
  expect(dockHeight(wanted, size)).toBe(height)
})

it.each([
  [800, { min: 160, max: 640 }],
  [640, { min: 160, max: 512 }],
  [100, { min: 80, max: 80 }],
])('heightBounds of a window of %d pixels is %j', (height, bounds) => {
  expect(heightBounds(height)).toEqual(bounds)
})
