import { useSyncExternalStore } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import type { HistoryPorts } from './history-ports.ts'

/** The entry of a URL in the history. Renders again when it changes. */
export function useEntry(history: HistoryPorts, url: string | undefined): HistoryEntry | undefined {
  return useSyncExternalStore(history.subscribe, () =>
    url === undefined ? undefined : history.at(url),
  )
}
