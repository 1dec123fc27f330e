import { X } from 'lucide-react'
import type { Problem } from '../../core/api/problem.ts'
import { SIZE_LIMITS } from '../../core/api/size-limits.ts'
import { claimedType } from '../../core/intake/claimed-type.ts'
import { formatBytes } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { MiddleText } from '../../ui/MiddleText.tsx'
import { type ListedRefusal, useDrop } from './drop-context.ts'
import { words } from './dropped-words.ts'
import { nameType } from './type-name.ts'

/** Skipped files, grouped by reason. */
export function SkippedList({ title, onDismiss }: { title: string; onDismiss: () => void }) {
  const { refusals, ignored } = useDrop()
  const groups = groupByReason(refusals)
  return (
    <>
      <div className="-mt-1 -me-1.5 flex items-center justify-between max-sm:hidden">
        <h2 className="font-strong">{title}</h2>
        <IconButton label={words.dismiss} icon={X} onClick={onDismiss} />
      </div>
      {[...groups].map(([reason, group]) => (
        <section key={reason} aria-label={reason}>
          <h3 className="mt-2 font-strong text-meta text-soft">{reason}</h3>
          <ul>
            {group.map((refusal) => (
              <Line key={refusal.id} refusal={refusal} />
            ))}
          </ul>
        </section>
      ))}
      {ignored > 0 && <p className="mt-2 text-meta text-soft">{words.ignored(ignored)}</p>}
      <Button size="medium" className="mt-3 w-full sm:hidden" onClick={onDismiss}>
        {words.dismiss}
      </Button>
    </>
  )
}

function Line({ refusal: { id, path, problem, unknown } }: { refusal: ListedRefusal }) {
  const { sendAnyway } = useDrop()
  const mediaType = unknown && claimedType(path, unknown.file?.type ?? '')
  const detail =
    mediaType === undefined ? detailOf(problem) : words.claimed(mediaType.split('/')[0] ?? '')
  return (
    <li className="flex min-h-7 items-center gap-3">
      <MiddleText text={path} className="flex-1" />
      <span className="max-w-[60%] text-end text-meta text-soft">{detail}</span>
      {unknown && mediaType !== undefined && (
        <Button onClick={() => sendAnyway(id, unknown, mediaType)}>{words.sendAnyway}</Button>
      )}
    </li>
  )
}

const OTHER = words.reasons.unreadable

function reasonOf(problem: Problem): string {
  const { kind } = problem
  if (kind === 'too-large') {
    const { otherVersion } = problem
    const limit = formatBytes(problem.limit)
    if (otherVersion === undefined) return words.tooLarge(limit)
    return words.otherVersion(limit, otherVersion, formatBytes(SIZE_LIMITS[otherVersion].max))
  }
  return kind in words.reasons ? words.reasons[kind as keyof typeof words.reasons] : OTHER
}

function groupByReason(refusals: readonly ListedRefusal[]): ReadonlyMap<string, ListedRefusal[]> {
  const groups = new Map<string, ListedRefusal[]>()
  for (const refusal of refusals) {
    const reason = reasonOf(refusal.problem)
    groups.set(reason, [...(groups.get(reason) ?? []), refusal])
  }
  return groups
}

/** The detail of a skipped file, in addition to the reason in its heading. */
function detailOf(problem: Problem): string {
  if (problem.kind === 'not-media') return nameType(problem.found)
  if (problem.kind === 'empty') return words.noBytes
  if (problem.kind === 'unreadable') return problem.reason
  if (problem.kind !== 'too-large') return ''
  return words.overLimit(formatBytes(problem.size - problem.limit))
}
