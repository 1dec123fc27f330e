import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { type HistoryPorts, historyQuery, NOT_ALL } from './history-ports.ts'

/** More entries than this take long to sort and to lay out. */
export const MOST_AT_ONCE = 5000

interface Remembered {
  entries: readonly HistoryEntry[]
  /** False while only the newest entries are loaded. */
  hasAll: boolean
}

const NOTHING: Remembered = { entries: [], hasAll: false }

/** The history to draw. A long one is deferred, so that the page can paint in between. */
export function useRemembered(history: Pick<HistoryPorts, 'all'>): Remembered {
  const { data = NOTHING.entries, dataUpdatedAt } = useQuery(historyQuery(history))
  const hasAll = dataUpdatedAt !== NOT_ALL
  const latest = useMemo(() => ({ entries: data, hasAll }), [data, hasAll])
  const deferred = useDeferredValue(latest, NOTHING)
  return data.length > MOST_AT_ONCE ? deferred : latest
}
