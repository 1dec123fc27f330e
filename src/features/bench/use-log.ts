import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react'
import type { ExchangeLog } from '../../core/exchange-log.ts'
import { statusClassOf } from '../../core/exchange-words.ts'
import { createExchangeFinder, type ExchangeFilter } from '../../core/find-exchanges.ts'
import { plural } from '../../core/format.ts'

export const NO_FILTER: ExchangeFilter = { status: 'all', text: '' }

/** The calls of the log, and which of them are shown. */
export function useLog(log: ExchangeLog) {
  const lines = useSyncExternalStore(log.subscribe, log.all)
  const [filter, setFilter] = useState(NO_FILTER)
  const [finder] = useState(createExchangeFinder)
  // What is typed is there at once, and what is found by it as soon as there is time.
  const asked = useDeferredValue(filter)
  const { shown, counts } = useMemo(() => finder.find(lines, asked), [finder, lines, asked])
  const broken = useMemo(
    () => lines.reduce((sum, line) => sum + Number(statusClassOf(line) === 'broken'), 0),
    [lines],
  )
  return { filter, setFilter, lines, shown, counts, broken }
}

/** "312 calls, 4 broken"; where not all are shown, "12 of 312 calls". */
export function summarizeLog(all: number, shown: number, broken: number): string {
  if (shown < all) return `${shown.toLocaleString('en')} of ${plural(all, 'call')}`
  return plural(all, 'call') + (broken > 0 ? `, ${broken.toLocaleString('en')} broken` : '')
}
