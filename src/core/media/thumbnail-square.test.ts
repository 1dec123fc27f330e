import { describe, expect, it } from 'vitest'
import { isBlack, middleOf, placePreview, uprightTransform } from './thumbnail-square.ts'

const CAMERA = { width: 6000, height: 4000 }

describe('the middle of a picture', () => {
  it('is the largest square', () => {
    expect(middleOf({ width: 300, height: 100 })).toEqual({ x: 100, y: 0, side: 100 })
    expect(middleOf({ width: 100, height: 300 })).toEqual({ x: 0, y: 100, side: 100 })
  })
})

describe('a preview', () => {
  it('has no bars when its shape is that of the picture', () => {
    const place = placePreview({ width: 1620, height: 1080 }, CAMERA)
    expect(place).toMatchObject({ x: 270, y: 0, side: 1080, bar: undefined })
  })

  it('may be a rounded pixel off', () => {
    expect(placePreview({ width: 160, height: 107 }, CAMERA)).toMatchObject({ bar: undefined })
  })

  it('has black bars above and below when its shape is higher', () => {
    const place = placePreview({ width: 160, height: 120 }, CAMERA)
    expect(place?.bar).toEqual({ width: 160, height: 3 })
    expect(place?.side).toBeCloseTo(106.67)
    expect(place?.y).toBeCloseTo(6.67)
    expect(place?.x).toBeCloseTo(26.67)
  })

  it('has black bars at its sides when its shape is wider', () => {
    const place = placePreview({ width: 160, height: 120 }, { width: 3000, height: 3000 })
    expect(place).toEqual({ x: 20, y: 0, side: 120, bar: { width: 10, height: 120 } })
  })

  it('is not used when it is too small', () => {
    expect(placePreview({ width: 120, height: 80 }, CAMERA)).toBeUndefined()
    expect(
      placePreview({ width: 160, height: 120 }, { width: 16_000, height: 4000 }),
    ).toBeUndefined()
  })
})

describe('the transform to upright', () => {
  /** Orientation, then the new places of the top left and top right corners in a square of 10. */
  it.each([
    [1, [0, 0], [10, 0]],
    [2, [10, 0], [0, 0]],
    [3, [10, 10], [0, 10]],
    [4, [0, 10], [10, 10]],
    [5, [0, 0], [0, 10]],
    [6, [10, 0], [10, 10]],
    [7, [10, 10], [10, 0]],
    [8, [0, 10], [0, 0]],
  ])('moves the corners as orientation %i says', (orientation, topLeft, topRight) => {
    const [a, b, c, d, e, f] = uprightTransform(orientation, 10)
    const move = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f]
    expect(move(0, 0)).toEqual(topLeft)
    expect(move(10, 0)).toEqual(topRight)
  })
})

describe('black', () => {
  it('includes the black of videos and any opacity, and nothing lighter', () => {
    expect(isBlack(Uint8ClampedArray.of(0, 0, 0, 255, 31, 16, 20, 255))).toBe(true)
    expect(isBlack(Uint8ClampedArray.of(0, 0, 0, 255, 31, 40, 20, 255))).toBe(false)
  })
})
