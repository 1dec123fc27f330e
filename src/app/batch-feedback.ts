import { summarize, takeReport } from '../core/queue/progress-report.ts'
import { isBusy, restingOf, totalOf } from '../core/uploads/counts.ts'
import { countBytes, createShareMeter } from '../core/uploads/throughput.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { TabSigns } from './tab-signs.ts'

/** Milliseconds between two updates. */
const INTERVAL = 1000

/**
 * Shows the progress of a batch in the browser's tab, and its end as a system notification when the
 * tab is hidden.
 *
 * @param notifies whether the person wants notifications
 */
export function followBatch(store: UploadsStore, signs: TabSigns, notifies: () => boolean): void {
  let timer: ReturnType<typeof setInterval> | undefined

  function start(): void {
    const shareOf = createShareMeter()
    const look = () => {
      const counts = store.counts.get()
      const { hashing, uploading, confirming } = counts
      signs.showBadge(totalOf(counts) - restingOf(counts))
      // Files that wait for a key or the network make no progress.
      if (hashing + uploading + confirming === 0) return
      signs.showProgress(Math.floor(shareOf(countBytes(store.all())) * 100))
    }
    look()
    timer = setInterval(look, INTERVAL)
  }

  function end(): void {
    clearInterval(timer)
    timer = undefined
    signs.showProgress(undefined)
    signs.showBadge(0)
    if (!signs.isHidden() || !notifies()) return
    const counts = store.counts.get()
    const report = takeReport(store.all(), { counts, holds: [], paused: false })
    void signs.notify(summarize(report), counts.uploaded > 0)
  }

  store.counts.subscribe(() => {
    const isNow = isBusy(store.counts.get())
    if (isNow && timer === undefined) start()
    else if (!isNow && timer !== undefined) end()
  })
}
