import type { Exchange } from '../core/exchange.ts'

/** Calls that were made for files, wherever they are kept. */
export interface ExchangeRecords {
  /** Adds calls that have a subject; of each file only the newest stay. */
  keepExchanges(exchanges: readonly Exchange[]): Promise<void>
  /** What is kept of the calls of a file, newest first, unchecked. @param key its `subjectKey()` */
  exchanges(key: string): Promise<unknown[]>
}

/** Most calls that are kept of a file. */
export const MOST_TRIES = 20
