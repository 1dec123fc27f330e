import { useSyncExternalStore } from 'react'
import type { GatewayId } from '../../core/gateways.ts'
import { summarize } from '../../core/progress-report.ts'
import type { Queue } from '../../core/queue.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { BatchActions } from './BatchActions.tsx'
import { PaceLine } from './PaceLine.tsx'
import { useSteadyCounts } from './use-steady-counts.ts'

interface BatchBarProps {
  store: UploadsStore
  queue: Queue
  gateway: GatewayId
  /** Files that were not taken, whose reasons may be out of sight. */
  notTaken: number
  /** Called before everything in the list is canceled. */
  onCancelAll: () => void
}

/** The whole batch: how far it is, how fast it goes, and what can be done with all of it. */
export function BatchBar({ store, queue, gateway, notTaken, onCancelAll }: BatchBarProps) {
  const counts = useSteadyCounts(store)
  const paused = useSyncExternalStore(queue.subscribePaused, queue.isPaused)
  return (
    <div className="sticky top-0 z-5 -mx-1 grid gap-2 bg-page px-1 py-2">
      <div className="flex min-h-5 flex-wrap justify-between gap-x-3 text-sm tabular-nums">
        <p role="status" aria-live="off" aria-label="Upload progress">
          {summarize(counts, paused)}
        </p>
        {notTaken > 0 && (
          <a href="#not-taken" className="mr-auto rounded text-bad underline underline-offset-4">
            {notTaken} not taken
          </a>
        )}
        <PaceLine store={store} />
      </div>
      <BatchActions store={store} queue={queue} gateway={gateway} onCancelAll={onCancelAll} />
    </div>
  )
}
