import { summarize, takeReport } from '../core/queue/progress-report.ts'
import { isBusy } from '../core/uploads/counts.ts'
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
      const { hashing, uploading, confirming } = store.counts.get()
      // Files that wait for a key or the network move nothing.
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
    if (!signs.isHidden() || !notifies()) return
    const counts = store.counts.get()
    const report = takeReport(store.all(), { counts, holds: [], paused: false })
    signs.notify(summarize(report))
  }

  store.counts.subscribe(() => {
    const isNow = isBusy(store.counts.get())
    if (isNow && timer === undefined) start()
    else if (!isNow && timer !== undefined) end()
  })
}
