import { summarize } from '../../core/progress-report.ts'
import type { Queue } from '../../core/queue.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { BatchActions } from './BatchActions.tsx'
import { PaceLine } from './PaceLine.tsx'
import { useSteadyCounts } from './use-steady-counts.ts'

/** The whole batch: how far it is, how fast it goes, and what can be done with all of it. */
export function BatchBar({ store, queue }: { store: UploadsStore; queue: Queue }) {
  const counts = useSteadyCounts(store)
  return (
    <div className="sticky top-0 z-5 -mx-1 flex flex-wrap items-center justify-between gap-2 bg-page px-1 py-2">
      <div className="flex flex-wrap gap-x-3 text-sm tabular-nums">
        <p role="status" aria-live="off" aria-label="Upload progress">
          {summarize(counts)}
        </p>
        <PaceLine store={store} />
      </div>
      <BatchActions store={store} queue={queue} />
    </div>
  )
}
