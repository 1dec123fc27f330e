import { describe, expect, it } from 'vitest'
import type { Section } from './arrange-rows.ts'
import { layOut } from './list-layout.ts'

const sectionsOf = (...counts: number[]): Section[] => {
  let start = 0
  return counts.map((count) => {
    const section: Section = { kind: 'day', at: 0, start, count }
    start += count
    return section
  })
}

describe('layOut', () => {
  it('gives each row a line and knows the first line of each section', () => {
    const layout = layOut(sectionsOf(2, 1, 3), 1)
    expect(layout.lines).toBe(6)
    const firsts = [0, 1, 2, 3, 4, 5].map((line) => layout.lineAt(line).isFirstOfSection)
    expect(firsts).toEqual([true, false, true, true, false, false])
    expect([0, 2, 3, 5].map((item) => layout.lineOf(item))).toEqual([0, 2, 3, 5])
  })

  it('starts a line with each section when tiles stand beside each other', () => {
    const layout = layOut(sectionsOf(4, 5), 3)
    const lines = Array.from({ length: layout.lines }, (_, line) => layout.lineAt(line))
    expect(lines.map(({ start, count }) => [start, count])).toEqual([
      [0, 3],
      [3, 1],
      [4, 3],
      [7, 2],
    ])
    expect(layout.lineOf(8)).toBe(3)
    expect(layout.firstLineOf(1)).toBe(2)
    expect(layout.firstLineOf(2)).toBe(4)
  })

  it('keeps the column when it goes up or down', () => {
    const layout = layOut(sectionsOf(4, 5), 3)
    expect(layout.step(1, 2)).toBe(5)
    expect(layout.step(5, 1)).toBe(8)
    expect(layout.step(6, -1)).toBe(3)
    expect(layout.step(2, 1)).toBe(3)
    expect(layout.step(8, 1)).toBe(8)
    expect(layout.step(1, -1)).toBe(1)
  })

  it('has no line when there is no section', () => {
    expect(layOut([], 3).lines).toBe(0)
  })
})
