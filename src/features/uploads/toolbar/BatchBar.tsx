import { type ReactNode, useCallback } from 'react'
import { describeHold, summarize } from '../../../core/queue/progress-report.ts'
import { isBusy, totalOf } from '../../../core/uploads/counts.ts'
import { countBytes } from '../../../core/uploads/throughput.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useListController } from '../list/use-list-controller.ts'
import { useListParts } from '../list/use-list-parts.ts'
import { useNow } from '../row/use-now.ts'
import { useUploads } from '../uploads-context.ts'
import { Announcer } from './Announcer.tsx'
import { BatchActions } from './BatchActions.tsx'
import { groundOf, holdOf } from './hold-look.ts'
import { PaceLine } from './PaceLine.tsx'
import { usePace } from './use-pace.ts'
import { useSteadyReport } from './use-steady-report.ts'
import { words } from './words.ts'

export interface BatchBarProps {
  /** How many files there are, shown while none of them is an upload: "1,204 files". */
  count: string
  /** The button of skipped files. */
  skipped?: ReactNode
  /** What a search or filter found, with its chips and actions. Takes the place of the batch. */
  found?: ReactNode
}

/**
 * The progress, speed and hold of the newest batch, and the actions on all files. Its height is the
 * same in all states, except that a hold may take a second line.
 */
export function BatchBar({ count, skipped, found }: BatchBarProps) {
  const uploads = useUploads()
  const { store } = uploads
  const report = useSteadyReport(uploads)
  const now = useNow(report.counts.waiting > 0)
  const heading = useValue(useListController().heading)
  const gateway = useValue(uploads.gateway)
  const hold = holdOf(report, gateway)
  const parts = useListParts(hold !== undefined)
  const hasUploads = totalOf(report.counts) > 0
  const isSending = isBusy(report.counts)
  const course = usePace(
    useCallback(() => countBytes(store.all()), [store]),
    isSending,
  )
  return (
    <div
      className={`group/batch relative z-sticky flex pointer-coarse:[--control-small:calc(var(--batch)-1px)] min-h-(--batch) items-center gap-x-2.5 border-line border-b pe-1 ps-(--pad) sm:pe-3 ${hold && !found ? `flex-wrap ${groundOf(hold)}` : 'bg-surface'}`}
    >
      {found}
      {!found &&
        hold &&
        (parts ? (
          <parts.HoldNote hold={hold} report={report} now={now} />
        ) : (
          // The network can be lost before the part is loaded.
          <p className="truncate">{describeHold(report, hold.kind)}</p>
        ))}
      <div
        // Only the last line is visible. When both do not fit, the state replaces the heading.
        className={
          found || hold
            ? 'sr-only'
            : 'flex h-lh min-w-0 flex-wrap-reverse content-end gap-x-2.5 overflow-hidden'
        }
      >
        {!found && !hold && heading && <h2 className="font-strong">{heading}</h2>}
        <div className="flex min-w-0 gap-2.5 text-soft">
          {!found && !hold && !hasUploads && <p className="truncate">{count}</p>}
          {hasUploads && (
            <p role="status" aria-live="off" aria-label={words.status} className="truncate">
              {summarize(report)}
            </p>
          )}
          {hasUploads && !found && !hold && <PaceLine report={report} pace={course?.pace} />}
        </div>
      </div>
      {skipped}
      {!found && (
        <BatchActions
          isHeld={hold !== undefined}
          className="ms-auto min-h-[calc(var(--batch)-1px)] shrink-0"
        />
      )}
      {course && course.share > 0 && (
        <span aria-hidden className="absolute inset-x-0 -bottom-px z-1 h-0.5 overflow-hidden">
          <span
            className="block h-full origin-left bg-accent [transition:transform_1s_steps(8)] forced-color-adjust-none forced-colors:bg-[Highlight]"
            style={{ transform: `scaleX(${course.share})` }}
          />
        </span>
      )}
      {hasUploads && <Announcer report={report} />}
    </div>
  )
}
