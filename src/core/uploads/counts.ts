import type { Counts } from './uploads-store.ts'

export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Number of files in a final stage. */
export function endedOf(counts: Counts): number {
  return counts.uploaded + counts.failed + counts.canceled
}

/** Whether a file is in flight or waits for something other than a person. */
export function isBusy(counts: Counts): boolean {
  return restingOf(counts) < totalOf(counts)
}

/** Number of files that only a person can continue. */
export function restingOf(counts: Counts): number {
  return endedOf(counts) + counts['missing-file']
}
