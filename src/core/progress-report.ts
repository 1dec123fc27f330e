import { plural } from './format.ts'
import type { Counts } from './uploads-store.ts'

/** All files, wherever they stand. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Files that have come to their end, well or not. */
export function endedOf(counts: Counts): number {
  return counts.uploaded + counts.failed + counts.canceled
}

/** The batch in one line: "12 of 40 uploaded, 1 failed, 3 waiting for a key". */
export function summarize(counts: Counts, paused = false): string {
  const parts = [`${counts.uploaded} of ${totalOf(counts)} uploaded`]
  if (counts.failed > 0) parts.push(`${counts.failed} failed`)
  if (counts.canceled > 0) parts.push(`${counts.canceled} canceled`)
  if (counts.waiting > 0) parts.push(`${counts.waiting} waiting for a key`)
  if (paused) parts.push('paused')
  return parts.join(', ')
}

/**
 * What a screen reader is told when the counts change: the start, each further quarter,
 * the end; nothing in between. Undefined where there is nothing to say.
 */
export function announce(before: Counts, after: Counts): string | undefined {
  const total = totalOf(after)
  if (total === 0) return undefined
  const idle = endedOf(after) + after.waiting === total
  if (idle && after.waiting > before.waiting) {
    return `${plural(after.waiting, 'file')} waiting for an API key`
  }
  const started = totalOf(before) === endedOf(before)
  const ended = total === endedOf(after)
  if (started && !ended) return `${plural(total - endedOf(after), 'file')} to upload`
  if (ended) return started ? undefined : summarize(after)
  const quarter = Math.floor((4 * endedOf(after)) / total)
  const previous = Math.floor((4 * endedOf(before)) / total)
  return quarter > previous ? `${quarter * 25}% done` : undefined
}
