import { lastAtMost } from './list-layout.ts'

/**
 * Places lines below each other.
 *
 * @param heightOf the height of a line with what is above it. All values are pixels.
 */
export function createOffsets(count: number, heightOf: (line: number) => number) {
  const tops = [0]
  let total = 0
  for (let line = 0; line < count; line += 1) {
    total += heightOf(line)
    tops.push(total)
  }
  return {
    total,
    /** @returns the top of a line. After the last line: the total height. */
    topOf: (line: number): number => tops[line] ?? total,
    /** @returns the line at a distance from the top. Outside of the lines: the first or the last. */
    lineAt: (distance: number): number => lastAtMost(tops, distance, count),
  }
}

/**
 * @param kept a line that is always among them, with its neighbours, so that the Tab key and screen
 *   readers find them
 * @returns indices of the lines from the first to the last one, in order
 */
export function linesNear(
  first: number,
  last: number,
  kept: number | undefined,
  count: number,
): number[] {
  const near = new Set<number>()
  for (let line = Math.max(0, first); line <= Math.min(count - 1, last); line += 1) near.add(line)
  if (kept !== undefined) for (const line of [kept - 1, kept, kept + 1]) near.add(line)
  return [...near].filter((line) => line >= 0 && line < count).sort((a, b) => a - b)
}
