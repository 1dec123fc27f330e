import { formatCountdown, plural } from '../text/format.ts'
import { endedOf, restingOf, totalOf } from '../uploads/counts.ts'
import { HOLD_KINDS, type WaitReason } from '../uploads/stage.ts'
import type { Upload } from '../uploads/upload.ts'
import type { Counts } from '../uploads/uploads-store.ts'
import type { Hold } from './holds.ts'

type WaitKind = WaitReason['kind']

/** The state of all uploads. Times are milliseconds since 1970. */
export interface Report {
  counts: Counts
  /** Number of files by what they wait for. */
  waits: Partial<Record<WaitKind, number>>
  /** Time of the earliest scheduled retry. */
  nextTry?: number | undefined
  holds: readonly Hold[]
  paused: boolean
}

/** Words that follow "waiting for". */
export const WAIT_WORDS: Record<WaitKind, string> = {
  key: 'an API key',
  'bad-key': 'a key that works',
  balance: 'a balance that suffices',
  offline: 'the network',
  unreachable: 'the gateway to be back',
  'rate-limit': 'the rate limit',
  retry: 'the next try',
  'same-content': 'the same content',
  'other-tab': 'another tab',
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

/** One line: "12 of 40 uploaded, 1 failed, 3 waiting for the rate limit (0:41)". */
export function summarize({ counts, waits, nextTry, holds, paused }: Report, now: number): string {
  const parts = [`${counts.uploaded} of ${totalOf(counts)} uploaded`]
  if (counts.failed > 0) parts.push(`${counts.failed} failed`)
  if (counts.canceled > 0) parts.push(`${counts.canceled} canceled`)
  if (counts['missing-file'] > 0) parts.push(`${counts['missing-file']} to choose again`)
  for (const [kind, count] of Object.entries(waits) as [WaitKind, number][]) {
    const hold = holds.find((hold) => hold.kind === kind)
    const until = kind === 'retry' ? nextTry : hold?.until
    const left = Math.min(hold?.length ?? Number.POSITIVE_INFINITY, (until ?? now) - now)
    const countdown = until === undefined ? '' : ` (${formatCountdown(left)})`
    parts.push(`${count} waiting for ${WAIT_WORDS[kind]}${countdown}`)
  }
  if (paused) parts.push('paused')
  return parts.join(', ')
}

/**
 * The announcement of a screen reader after a change. Announces the start, each quarter, each
 * new hold and the end.
 *
 * @returns undefined when nothing is worth an announcement
 */
export function announce(before: Report, after: Report, now: number): string | undefined {
  const { counts } = after
  const total = totalOf(counts)
  if (total === 0) return undefined
  const held = HOLD_KINDS.find((kind) => after.waits[kind] && !before.waits[kind])
  if (held) {
    const count = plural(after.waits[held] ?? 0, 'file')
    return `${count} waiting for ${WAIT_WORDS[held]}`
  }
  const missing = counts['missing-file']
  if (missing > before.counts['missing-file']) return `${plural(missing, 'file')} to choose again`
  const started = totalOf(before.counts) === restingOf(before.counts)
  const ended = total === restingOf(counts)
  if (started && !ended) return `${plural(total - restingOf(counts), 'file')} to upload`
  if (ended) return started ? undefined : summarize(after, now)
  const quarter = Math.floor((4 * endedOf(counts)) / total)
  const previous = Math.floor((4 * endedOf(before.counts)) / total)
  return quarter > previous ? `${quarter * 25}% done` : undefined
}
