import type { HistoryEntry } from '../core/history/history.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'

/** Milliseconds for which the calls of a file that was never uploaded are kept. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000

/** Deletes what earlier visits left of calls and nobody will ask for. */
export function cleanupExchanges(
  records: ExchangeRecords,
  history: readonly HistoryEntry[],
  now = Date.now(),
): Promise<void> {
  const known = new Set(history.map(({ gateway, hash }) => subjectKey(gateway, hash)))
  return records.cleanupExchanges((key) => known.has(key), now - KEPT_FOR)
}
