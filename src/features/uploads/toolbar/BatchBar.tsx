import type { GatewayId } from '../../../core/api/gateways.ts'
import { type Report, summarize } from '../../../core/queue/progress-report.ts'
import { BatchActions } from '../list/BatchActions.tsx'
import type { FilesPorts } from '../list/files-ports.ts'
import { HoldNotes } from '../list/HoldNotes.tsx'
import { PaceLine } from '../list/PaceLine.tsx'
import { useNow } from '../row/use-now.ts'

export interface BatchBarProps {
  ports: FilesPorts
  report: Report
  gateway: GatewayId
  /** Files that were not taken, whose reasons may be out of sight. */
  notTaken: number
  /** Called before everything in the list is canceled. */
  onCancelAll: () => void
  /** Goes to the key of a gateway. */
  onGoToKey: (gateway: GatewayId) => void
}

/** The whole batch: how far it is, how fast it goes, what holds it, and what can be done with all of it. */
export function BatchBar(props: BatchBarProps) {
  const { ports, report, gateway, notTaken, onCancelAll, onGoToKey } = props
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
        <PaceLine store={ports.store} />
      </div>
      <HoldNotes ports={ports} report={report} now={now} onGoToKey={onGoToKey} />
      <BatchActions
        store={ports.store}
        queue={ports.queue}
        gateway={gateway}
        onCancelAll={onCancelAll}
      />
    </div>
  )
}
