import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../core/upload.ts'
import type { Counts, UploadsStore } from '../../core/uploads-store.ts'

/**
 * Milliseconds for which the changes of all rows are gathered, to be rendered in one
 * pass. By a timer and not by frames, of which a hidden tab has none.
 */
const GATHERING = 40

const changed = new Set<() => void>()

function gather(listener: () => void): void {
  if (changed.size === 0) setTimeout(tellAll, GATHERING)
  changed.add(listener)
}

function tellAll(): void {
  const listeners = [...changed]
  changed.clear()
  for (const listener of listeners) listener()
}

/** One upload; renders again when it alone changes. */
export function useUpload(store: UploadsStore, id: UploadId): Upload | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribe = store.subscribe(id, () => gather(listener))
      return () => {
        unsubscribe()
        changed.delete(listener)
      }
    },
    [store, id],
  )
  return useSyncExternalStore(subscribe, () => store.get(id))
}

/** A fact of the counts; renders again only when the fact changes, so let it be a plain value. */
export function useCount<T extends string | number | boolean>(
  store: UploadsStore,
  fact: (counts: Counts) => T,
): T {
  return useSyncExternalStore(store.subscribeCounts, () => fact(store.counts()))
}
