import { useCallback, useSyncExternalStore } from 'react'
import { inNextTask } from '../../../core/state/next-task.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'

/**
 * Follows the ids of all uploads. The list renders in a task of its own, because the first uploads
 * start in the task that adds them.
 */
export function useListedIds({ ids }: UploadsStore): readonly UploadId[] {
  const subscribe = useCallback(
    (listener: () => void) => ids.subscribe(() => inNextTask(listener)),
    [ids],
  )
  return useSyncExternalStore(subscribe, ids.get)
}
