import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { Counts, UploadsStore } from '../../../core/uploads/uploads-store.ts'

/**
 * Milliseconds for which the changes of all rows are gathered, to be rendered in one pass. A timer
 * counts them, because a hidden tab has no frames.
 */
const GATHERING = 40

const changed = new Set<() => void>()

function notifyAll(): void {
  const listeners = [...changed]
  changed.clear()
  for (const listener of listeners) listener()
}

/** Renders again only when the fact of this upload changes. The same function at every render. */
export function useUploadFact<T>(
  store: UploadsStore,
  id: UploadId,
  fact: (upload: Upload | undefined) => T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribe = store.subscribe(id, () => {
        if (changed.size === 0) setTimeout(notifyAll, GATHERING)
        changed.add(listener)
      })
      return () => {
        unsubscribe()
        changed.delete(listener)
      }
    },
    [store, id],
  )
  return useSyncExternalStore(subscribe, () => fact(store.get(id)))
}

/** A fact of the counts. Renders again only when the fact changes, so return a plain value. */
export function useCount<T extends string | number | boolean>(
  store: UploadsStore,
  fact: (counts: Counts) => T,
): T {
  return useSyncExternalStore(store.counts.subscribe, () => fact(store.counts.get()))
}
