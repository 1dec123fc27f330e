import { useSyncExternalStore } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import type { HistoryPorts } from './history-ports.ts'

/** What the history knows of a URL; renders again when that changes. */
export function useEntry(history: HistoryPorts, url: string | undefined): HistoryEntry | undefined {
  return useSyncExternalStore(history.subscribe, () =>
    url === undefined ? undefined : history.at(url),
  )
}
