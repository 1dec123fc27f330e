import { endedOf, restingOf, totalOf } from '../uploads/counts.ts'
import { HOLD_KINDS, type HoldKind, type WaitReason } from '../uploads/stage.ts'
import type { Upload } from '../uploads/upload.ts'
import type { Counts } from '../uploads/uploads-store.ts'
import type { Hold } from './holds.ts'
import { words } from './words.ts'

type WaitKind = WaitReason['kind']

/** The state of all uploads. Times are milliseconds since 1970. */
export interface Report {
  counts: Counts
  /** Number of waiting files by reason. */
  waits: Partial<Record<WaitKind, number>>
  /** Time of the earliest scheduled retry. */
  nextTry?: number | undefined
  holds: readonly Hold[]
  paused: boolean
}

/** Iterates over the uploads only when some wait. */
export function takeReport(
  uploads: Iterable<Upload>,
  rest: Pick<Report, 'counts' | 'holds' | 'paused'>,
): Report {
  const report: Report = { ...rest, waits: {} }
  if (rest.counts.waiting === 0) return report
  for (const { stage } of uploads) {
    if (stage.name !== 'waiting') continue
    const { reason } = stage
    report.waits[reason.kind] = (report.waits[reason.kind] ?? 0) + 1
    if (reason.kind === 'retry') report.nextTry = Math.min(report.nextTry ?? reason.at, reason.at)
  }
  return report
}

/** One line: "12 of 40 uploaded, 1 failed, 3 waiting". */
export function summarize({ counts, paused }: Report): string {
  const parts: [count: number, name: Counted][] = [
    [counts.failed, 'failed'],
    [counts.canceled, 'canceled'],
    [counts['missing-file'], 'missing'],
    [counts.waiting, 'waiting'],
  ]
  return [
    words.uploaded(counts.uploaded, totalOf(counts)),
    ...parts.flatMap(([count, name]) => (count > 0 ? words.counted[name](count) : [])),
    ...(paused ? [words.paused] : []),
  ].join(', ')
}

/** "3 files waiting for the network". Files that wait for their next try count, too. */
export const describeHold = ({ waits }: Report, kind: HoldKind): string =>
  words.filesWaiting(waits[kind] ?? waits.retry ?? 0, words.waits[kind])

type Counted = keyof typeof words.counted

/**
 * The text of the live region after a change. Announces the start, each quarter, each new hold,
 * new missing files and the end.
 *
 * @returns undefined when there is nothing to announce
 */
export function announce(before: Report, after: Report): string | undefined {
  const { counts } = after
  const total = totalOf(counts)
  if (total === 0) return undefined
  const held = HOLD_KINDS.find((kind) => after.waits[kind] && !before.waits[kind])
  if (held) return describeHold(after, held)
  const missing = counts['missing-file']
  if (missing > before.counts['missing-file']) return words.filesMissing(missing)
  const started = totalOf(before.counts) === restingOf(before.counts)
  const ended = total === restingOf(counts)
  if (started && !ended) return words.filesToUpload(total - restingOf(counts))
  if (ended) return started ? undefined : summarize(after)
  const quarter = Math.floor((4 * endedOf(counts)) / total)
  const previous = Math.floor((4 * endedOf(before.counts)) / total)
  return quarter > previous ? words.done(quarter * 25) : undefined
}
