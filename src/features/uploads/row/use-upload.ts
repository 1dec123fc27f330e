import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { Counts, UploadsStore } from '../../../core/uploads/uploads-store.ts'
import { useUploads } from '../uploads-context.ts'
import { percentDone } from './percent-done.ts'

const stages = createThrottle(100)
const progress = createThrottle(250, true)

/** Renders again only when the fact of this upload changes. The same function at every render. */
export function useUploadFact<T>(
  store: UploadsStore,
  id: UploadId,
  fact: (upload: Upload | undefined) => T,
  throttle = stages,
): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribe = store.subscribe(id, () => throttle.add(listener))
      return () => {
        unsubscribe()
        throttle.delete(listener)
      }
    },
    [store, id, throttle],
  )
  return useSyncExternalStore(subscribe, () => fact(store.get(id)))
}

/** Whole percent of the work under way, or undefined when the stage has no progress. */
export function usePercent({ id }: Pick<Upload, 'id'>): number | undefined {
  return useUploadFact(useUploads().store, id, percentDone, progress)
}

/**
 * Notifies the listeners of all rows together, so that they render in one pass. Uses a timer,
 * because a hidden tab has no animation frames.
 *
 * @param interval minimum milliseconds between two passes
 * @param isLate whether the first change also waits, because a new stage has rendered its progress
 */
function createThrottle(interval: number, isLate = false) {
  const changed = new Set<() => void>()
  let last = Number.NEGATIVE_INFINITY

  function notifyAll(): void {
    last = performance.now()
    const listeners = [...changed]
    changed.clear()
    for (const listener of listeners) listener()
  }

  return {
    add(listener: () => void): void {
      const now = performance.now()
      if (changed.size === 0) setTimeout(notifyAll, (isLate ? now : last) + interval - now)
      changed.add(listener)
    },
    delete: (listener: () => void) => changed.delete(listener),
  }
}

/** A fact of the counts. Renders again only when the fact changes, so return a plain value. */
export function useCount<T extends string | number | boolean | undefined>(
  store: UploadsStore,
  fact: (counts: Counts) => T,
): T {
  return useSyncExternalStore(store.counts.subscribe, () => fact(store.counts.get()))
}
