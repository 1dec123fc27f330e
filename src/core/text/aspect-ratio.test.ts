import { expect, it } from 'vitest'
import { compareShapes } from './aspect-ratio.ts'

it.each([
  [1080, 1920, '16:9', '9:16', '16:9'],
  [1920, 1080, '9:16', '16:9', '9:16'],
  [1024, 1024, '16:9', '1:1', '16:9'],
  [1000, 1510, '1:1', '2:3', '1:1'],
  [1200, 1500, '16:9', '4:5', '16:9'],
  [3440, 1440, '1:1', '21:9', '1:1'],
  [4000, 1000, '16:9', '4:1', '16:9'],
  [100, 373, '1:1', '1:3.7', '1:1'],
  [100, 300, ' 2.39 : 1 ', '1:3', '2.39:1'],
  [100, 300, '16/9', '1:3', '16:9'],
])('compareShapes describes %i × %i and %s', (width, height, aspectRatio, shape, asked) => {
  expect(compareShapes(width, height, aspectRatio)).toEqual({ width, height, shape, asked })
})

it.each([
  [1920, 1080, '16:9'],
  [1600, 1200, '16:9'],
  [1500, 1000, '1:1'],
  [1000, 1500, '1:1'],
  [3000, 4000, '1:1'],
  [undefined, 1080, '9:16'],
  [1920, undefined, '9:16'],
  [0, 0, '9:16'],
  [1920, 1080, ''],
  [1920, 1080, 'auto'],
  [1920, 1080, '0:1'],
  [1920, 1080, '1:0'],
  [1920, 1080, '0:0'],
  [1920, 1080, '9:16:1'],
])('compareShapes returns undefined for %s × %s and %j', (width, height, aspectRatio) => {
  expect(compareShapes(width, height, aspectRatio)).toBeUndefined()
})
