import type { Counts } from './uploads-store.ts'

/** All files, wherever they stand. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Files that have come to their end, well or not. */
export function endedOf(counts: Counts): number {
  return counts.uploaded + counts.failed + counts.canceled
}

/** Whether there is a file with which something goes on, or would if it could. */
export function isBusy(counts: Counts): boolean {
  return restingOf(counts) < totalOf(counts)
}

/** Files with which nothing goes on unless a person does something. */
export function restingOf(counts: Counts): number {
  return endedOf(counts) + counts['missing-file']
}
