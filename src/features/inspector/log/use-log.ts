import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react'
import { plural } from '../../../core/text/format.ts'
import type { ExchangeLog } from '../../../core/traffic/exchange-log.ts'
import { statusClassOf } from '../../../core/traffic/exchange-words.ts'
import { createExchangeFinder, type ExchangeFilter } from '../../../core/traffic/find-exchanges.ts'

export const NO_FILTER: ExchangeFilter = { status: 'all', text: '' }

/** The calls of the log, and those that match the filter. */
export function useLog(log: ExchangeLog) {
  const lines = useSyncExternalStore(log.subscribe, log.all)
  const [filter, setFilter] = useState(NO_FILTER)
  const [finder] = useState(createExchangeFinder)
  // The input updates at once, the search when there is time.
  const asked = useDeferredValue(filter)
  const { shown, counts } = useMemo(() => finder.find(lines, asked), [finder, lines, asked])
  const broken = useMemo(
    () => lines.reduce((sum, line) => sum + Number(statusClassOf(line) === 'broken'), 0),
    [lines],
  )
  return { filter, setFilter, lines, shown, counts, broken }
}

interface LogCounts {
  all: number
  shown: number
  broken: number
  /** Calls in flight. The other counts do not include them. */
  underWay: number
}

/** "312 calls, 4 broken, 3 under way". With a filter: "12 of 312 calls, 3 under way". */
export function summarizeLog({ all, shown, broken, underWay }: LogCounts): string {
  const words = (count: number, word: string) =>
    count > 0 ? `, ${count.toLocaleString('en')} ${word}` : ''
  const calls = plural(all, 'call')
  const known =
    shown < all ? `${shown.toLocaleString('en')} of ${calls}` : calls + words(broken, 'broken')
  return known + words(underWay, 'under way')
}
