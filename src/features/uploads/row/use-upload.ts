import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { Counts, UploadsStore } from '../../../core/uploads/uploads-store.ts'

/**
 * Milliseconds for which the changes of all rows are gathered, to be rendered in one
 * pass. By a timer and not by frames, of which a hidden tab has none.
 */
const GATHERING = 40

/** The same for rows that nobody sees: of a file's stages most are over by then. */
const GATHERING_UNSEEN = 500

const seen = createGathering(GATHERING)
const unseen = createGathering(GATHERING_UNSEEN)

function createGathering(milliseconds: number) {
  const changed = new Set<() => void>()

  function tellAll(): void {
    const listeners = [...changed]
    changed.clear()
    for (const listener of listeners) listener()
  }

  return {
    add(listener: () => void): void {
      if (changed.size === 0) setTimeout(tellAll, milliseconds)
      changed.add(listener)
    },
    delete: (listener: () => void) => changed.delete(listener),
  }
}

/** One upload; renders again when it alone changes. @param isSeen those that nobody sees can wait */
export function useUpload(store: UploadsStore, id: UploadId, isSeen = true): Upload | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const changed = isSeen ? seen : unseen
      const unsubscribe = store.subscribe(id, () => changed.add(listener))
      return () => {
        unsubscribe()
        changed.delete(listener)
      }
    },
    [store, id, isSeen],
  )
  return useSyncExternalStore(subscribe, () => store.get(id))
}

/** A fact of the counts; renders again only when the fact changes, so let it be a plain value. */
export function useCount<T extends string | number | boolean>(
  store: UploadsStore,
  fact: (counts: Counts) => T,
): T {
  return useSyncExternalStore(store.counts.subscribe, () => fact(store.counts.get()))
}
