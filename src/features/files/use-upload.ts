import { useCallback, useSyncExternalStore } from 'react'
import type { Upload, UploadId } from '../../core/upload.ts'
import type { Counts, UploadsStore } from '../../core/uploads-store.ts'

/** One upload; renders again when it alone changes. */
export function useUpload(store: UploadsStore, id: UploadId): Upload | undefined {
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(id, listener),
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
