import { type Report, summarize } from '../../../core/queue/progress-report.ts'
import { BatchActions } from '../list/BatchActions.tsx'
import { HoldNotes } from '../list/HoldNotes.tsx'
import { PaceLine } from '../list/PaceLine.tsx'
import { useNow } from '../row/use-now.ts'

export interface BatchBarProps {
  report: Report
  /** The number of rejected files, whose reasons may be out of sight. */
  notTaken: number
}

/** The whole batch: its progress, its speed, what holds it, and the buttons for all files. */
export function BatchBar({ report, notTaken }: BatchBarProps) {
  const now = useNow(report.counts.waiting > 0)
  return (
    <div className="sticky top-(--options-bar,0px) z-5 -mx-1 grid gap-2 bg-page px-1 py-2">
      <div className="flex min-h-5 flex-wrap justify-between gap-x-3 text-sm tabular-nums">
        <p role="status" aria-live="off" aria-label="Upload progress">
          {summarize(report, now)}
        </p>
        {notTaken > 0 && (
          <a href="#not-taken" className="mr-auto rounded text-bad underline underline-offset-4">
            {notTaken} skipped
          </a>
        )}
        <PaceLine />
      </div>
      <HoldNotes report={report} now={now} />
      <BatchActions />
    </div>
  )
}
