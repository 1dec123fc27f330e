import { useEffect, useState } from 'react'
import { type Report, takeReport } from '../../../core/queue/progress-report.ts'
import type { Queue } from '../../../core/queue/queue.ts'
import { isBusy, totalOf } from '../../../core/uploads/counts.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import type { FilesPorts } from '../list/files-ports.ts'

/** Milliseconds between two changes of the words for people and screen readers. */
const INTERVAL = 1000

/** The batch report, updated at most once a second. The start and the end are shown at once. */
export function useSteadyReport({ store, queue }: FilesPorts): Report {
  const [report, setReport] = useState(() => look(store, queue))

  // Follows the uploads, the holds and the pause.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let stale = false
    let isEmpty = true
    let wasBusy = false
    const show = () => {
      stale = false
      const next = look(store, queue)
      isEmpty = totalOf(next.counts) === 0
      wasBusy = isBusy(next.counts)
      setReport(next)
      timer = setTimeout(() => {
        timer = undefined
        if (stale) show()
      }, INTERVAL)
    }
    const listen = () => {
      // The first file and the end of a batch update the report at once.
      const hasEnded = wasBusy && !isBusy(store.counts.get())
      if (timer && !isEmpty && !hasEnded) {
        stale = true
        return
      }
      clearTimeout(timer)
      show()
    }
    const unsubscribe = [
      store.counts.subscribe(listen),
      queue.holds.subscribe(listen),
      queue.paused.subscribe(listen),
    ]
    listen()
    return () => {
      for (const stop of unsubscribe) stop()
      clearTimeout(timer)
    }
  }, [store, queue])

  return report
}

function look(store: UploadsStore, queue: Queue): Report {
  const [counts, holds, paused] = [store.counts.get(), queue.holds.get(), queue.paused.get()]
  return takeReport(store.all(), { counts, holds, paused })
}
