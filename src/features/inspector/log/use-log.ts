import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react'
import type { ExchangeLog } from '../../../core/traffic/exchange-log.ts'
import { statusClassOf } from '../../../core/traffic/exchange-words.ts'
import { createExchangeFinder, type ExchangeFilter } from '../../../core/traffic/find-exchanges.ts'

export const NO_FILTER: ExchangeFilter = { status: 'all', text: '' }

/** The calls of the log, and those that match the filter. */
export function useLog(log: ExchangeLog) {
  const lines = useSyncExternalStore(log.subscribe, log.all)
  const [filter, setFilter] = useState(NO_FILTER)
  const [finder] = useState(createExchangeFinder)
  // The input updates at once. The search is deferred.
  const asked = useDeferredValue(filter)
  const { shown, counts } = useMemo(() => finder.find(lines, asked), [finder, lines, asked])
  const broken = useMemo(
    () => lines.reduce((sum, line) => sum + Number(statusClassOf(line) === 'broken'), 0),
    [lines],
  )
  return { filter, setFilter, lines, shown, counts, broken }
}
