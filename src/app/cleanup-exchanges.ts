import type { HistoryEntry } from '../core/history/history.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'

/** Milliseconds for which calls of files without an upload are kept. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000

/** Deletes stored calls of files that are not in the history, once they are old. */
export function cleanupExchanges(
  records: ExchangeRecords,
  history: readonly HistoryEntry[],
  now = Date.now(),
): Promise<void> {
  const known = new Set(history.map(({ gateway, hash }) => subjectKey(gateway, hash)))
  return records.cleanupExchanges((key) => known.has(key), now - KEPT_FOR)
}
