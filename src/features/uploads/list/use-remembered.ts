import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { type HistoryPorts, historyQuery, NOT_ALL } from './history-ports.ts'

/** More entries than this take long to sort and to lay out. */
export const MOST_AT_ONCE = 5000

interface Remembered {
  entries: readonly HistoryEntry[]
  /** False while only the newest are there. */
  hasAll: boolean
}

const NOTHING: Remembered = { entries: [], hasAll: false }

/** The history as it is to be drawn. A long one comes a moment later, in steps between which the page paints. */
export function useRemembered(history: Pick<HistoryPorts, 'all'>): Remembered {
  const { data = NOTHING.entries, dataUpdatedAt } = useQuery(historyQuery(history))
  const hasAll = dataUpdatedAt !== NOT_ALL
  const latest = useMemo(() => ({ entries: data, hasAll }), [data, hasAll])
  const deferred = useDeferredValue(latest, NOTHING)
  return data.length > MOST_AT_ONCE ? deferred : latest
}
