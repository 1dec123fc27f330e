import type { Exchange } from '../core/traffic/exchange.ts'

/** Calls that were made for files, wherever they are kept. */
export interface ExchangeRecords {
  /** Adds calls that have a subject; of each file only the newest stay, of tests as many besides. */
  keepExchanges(exchanges: readonly Exchange[]): Promise<void>
  /** What is kept of the calls of a file, newest first, unchecked. @param key its `subjectKey()` */
  exchanges(key: string): Promise<unknown[]>
  /** Removes what earlier visits left beyond the newest, and what is older than `since` of files that are not known. */
  cleanupExchanges(isKnown: (key: string) => boolean, since: number): Promise<void>
}

/** Most tries that are kept of a file, and most tests. */
export const MOST_TRIES = 20

/**
 * Which of the calls of a file are kept: a test that sends twenty times must not take the place of
 * the tries that it is to explain. Keeps their order.
 *
 * @param calls the newest first
 */
export function newestOf<T>(calls: readonly T[], isTest: (call: T) => boolean): T[] {
  const counts = { tests: 0, tries: 0 }
  return calls.filter((call) => {
    counts[isTest(call) ? 'tests' : 'tries'] += 1
    return counts[isTest(call) ? 'tests' : 'tries'] <= MOST_TRIES
  })
}
