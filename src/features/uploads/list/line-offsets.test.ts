import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOffsets, linesNear } from './line-offsets.ts'

const heights = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 })

describe('createOffsets', () => {
  it('places each line below the one before it', () => {
    const { topOf, total } = createOffsets(3, (line) => [60, 92, 60][line] ?? 0)
    expect([0, 1, 2, 3].map(topOf)).toEqual([0, 60, 152, 212])
    expect(total).toBe(212)
  })

  it('finds the line of each pixel', () => {
    fc.assert(
      fc.property(heights, fc.nat(), (all, some) => {
        const { topOf, lineAt, total } = createOffsets(all.length, (line) => all[line] ?? 0)
        const pixel = some % total
        const line = lineAt(pixel)
        expect(topOf(line)).toBeLessThanOrEqual(pixel)
        expect(topOf(line + 1)).toBeGreaterThan(pixel)
      }),
    )
  })

  it('finds the first or last line when a distance is outside of the list', () => {
    const { lineAt, total } = createOffsets(4, () => 60)
    expect(lineAt(-5)).toBe(0)
    expect(lineAt(total + 5)).toBe(3)
  })

  it('has no height when there is no line', () => {
    const { lineAt, topOf, total } = createOffsets(0, () => 60)
    expect([lineAt(10), topOf(0), total]).toEqual([0, 0, 0])
  })
})

describe('linesNear', () => {
  it('keeps a line with its neighbours when it is out of view', () => {
    expect(linesNear(5, 7, 1, 9)).toEqual([0, 1, 2, 5, 6, 7])
  })

  it('returns existing lines once and in order', () => {
    const line = fc.integer({ min: -10, max: 40 })
    fc.assert(
      fc.property(
        line,
        line,
        fc.option(line, { nil: undefined }),
        fc.nat(30),
        (a, b, kept, count) => {
          const lines = linesNear(a, b, kept, count)
          expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other))
          for (const each of lines) expect(each >= 0 && each < count).toBe(true)
        },
      ),
    )
  })
})
