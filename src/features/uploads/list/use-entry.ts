import { useSyncExternalStore } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { useUploads } from '../uploads-context.ts'

/** The history entry of a URL. Renders again when it changes. */
export function useEntry(url: string | undefined): HistoryEntry | undefined {
  const { history } = useUploads()
  return useSyncExternalStore(history.subscribe, () =>
    url === undefined ? undefined : history.at(url),
  )
}
