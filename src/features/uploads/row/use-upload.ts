import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { Counts } from '../../../core/uploads/uploads-store.ts'
import { useUploads } from '../uploads-context.ts'

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

/** One upload. Renders again when this upload changes, and later if it is out of sight. */
export function useUpload(id: UploadId, isSeen: boolean): Upload | undefined {
  const { store } = useUploads()
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

/** A fact of the counts. Renders again only when the fact changes. */
export function useCount<T extends string | number | boolean>(fact: (counts: Counts) => T): T {
  const { store } = useUploads()
  return useSyncExternalStore(store.counts.subscribe, () => fact(store.counts.get()))
}
