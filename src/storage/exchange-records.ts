import type { Exchange } from '../core/traffic/exchange.ts'

/** Stored exchanges of files. */
export interface ExchangeRecords {
  /** Adds exchanges that have a subject, and removes those beyond {@link MAX_EXCHANGES}. */
  keepExchanges(exchanges: readonly Exchange[]): Promise<void>
  /**
   * The unchecked exchanges of a file, newest first.
   *
   * @param key its `subjectKey()`
   */
  exchanges(key: string): Promise<unknown[]>
  /** Removes exchanges beyond the maximum, and those of unknown files from before `since`. */
  cleanupExchanges(isKnown: (key: string) => boolean, since: number): Promise<void>
}

/** Maximum number of stored sends of a file, and of custom sends. */
export const MAX_EXCHANGES = 20

/**
 * Selects the newest exchanges of a file, counting custom sends separately, so that they do not
 * replace ordinary sends. Keeps the order.
 *
 * @param exchanges the newest first
 */
export function newestOf<T>(exchanges: readonly T[], isCustom: (exchange: T) => boolean): T[] {
  const counts = { custom: 0, ordinary: 0 }
  return exchanges.filter((exchange) => {
    const kind = isCustom(exchange) ? 'custom' : 'ordinary'
    counts[kind] += 1
    return counts[kind] <= MAX_EXCHANGES
  })
}
