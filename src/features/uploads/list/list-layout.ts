import type { Section } from './arrange-rows.ts'

/** A line of the list: one row, or the tiles beside each other. */
export interface Line {
  /** Index of its first item. */
  start: number
  count: number
  section: number
  isFirstOfSection: boolean
}

export type ListLayout = ReturnType<typeof layOut>

/** Breaks sections into lines. */
export function layOut(sections: readonly Section[], columns: number) {
  /** Index of the first line of each section, and then the number of lines. */
  const firstLines = [0]
  for (const { count } of sections) {
    firstLines.push((firstLines.at(-1) ?? 0) + Math.ceil(count / columns))
  }
  const lines = firstLines.at(-1) ?? 0

  return {
    columns,
    lines,
    /** @returns the index of its first line, or the number of all lines after the last section */
    firstLineOf: (section: number) => firstLines[section] ?? lines,

    lineAt(line: number): Line {
      const section = lastAtMost(firstLines, line, sections.length)
      const { start, count } = sections[section] ?? { start: 0, count: 0 }
      const before = (line - (firstLines[section] ?? 0)) * columns
      return {
        start: start + before,
        count: Math.max(0, Math.min(columns, count - before)),
        section,
        isFirstOfSection: before === 0,
      }
    },

    /** @returns the line of an item */
    lineOf(item: number): number {
      const starts = sections.map(({ start }) => start)
      const section = lastAtMost(starts, item, sections.length)
      return (firstLines[section] ?? 0) + Math.floor((item - (starts[section] ?? 0)) / columns)
    },

    /**
     * Goes up or down by lines, in the same column. In a shorter line, it goes to the last tile.
     *
     * @returns the item there, or the same item at either end
     */
    step(item: number, by: number): number {
      const line = this.lineOf(item)
      const column = item - this.lineAt(line).start
      const target = Math.max(0, Math.min(lines - 1, line + by))
      if (target === line) return item
      const { start, count } = this.lineAt(target)
      return start + Math.min(column, count - 1)
    },
  }
}

/** @returns the last index below `end` whose number is at most `value` */
export function lastAtMost(ascending: readonly number[], value: number, end: number): number {
  let [low, high] = [0, Math.max(0, end - 1)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((ascending[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
