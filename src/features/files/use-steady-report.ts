import { useEffect, useState } from 'react'
import type { Counts, UploadsStore } from '../../core/uploads-store.ts'

/** Milliseconds between two changes of what people and screen readers are told. */
const INTERVAL = 1000

/** The counts, changing at most once a second: the first change at once, the last always. */
export function useSteadyCounts(store: UploadsStore): Counts {
  const [counts, setCounts] = useState(store.counts)

  // Follows the store's counts.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let stale = false
    const show = () => {
      stale = false
      setCounts(store.counts())
      timer = setTimeout(() => {
        timer = undefined
        if (stale) show()
      }, INTERVAL)
    }
    const listen = () => {
      if (timer) stale = true
      else show()
    }
    const unsubscribe = store.subscribeCounts(listen)
    listen()
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [store])

  return counts
}
