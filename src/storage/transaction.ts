import type { IDBPTransaction, StoreNames } from 'idb'
import type { Database, Schema } from './database.ts'
import { nameOf } from './storage-loss.ts'

/** A transaction that may write. */
export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>

/** Runs `work` in one transaction. Applies all of its requests or none. */
export type Write = (
  stores: StoreNames<Schema>[],
  work: (transaction: Writing, ask: (request: Promise<unknown>) => void) => void,
) => Promise<void>

/** Keys in one read. Many more would keep the page from painting. */
const KEYS_AT_ONCE = 5000

/** All keys of a store, read in slices. */
export async function readKeys(
  database: Database,
  store: 'history' | 'thumbnails',
): Promise<string[]> {
  const slices: string[][] = []
  let last: string | undefined
  do {
    const range = last === undefined ? null : IDBKeyRange.lowerBound(last, true)
    const slice = await database.getAllKeys(store, range, KEYS_AT_ONCE)
    slices.push(slice)
    last = slice[KEYS_AT_ONCE - 1]
  } while (last !== undefined)
  return slices.flat()
}

/** Creates transactions that reject with the cause of an abort, when the browser reports one. */
export function createWriter(database: Database): Write {
  return async (stores, work) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const requests: Promise<unknown>[] = []
    // Abort also when a step after a request fails, because the transaction does not notice it.
    const undo = (cause: unknown): never => {
      try {
        transaction.abort()
      } catch {
        // The transaction has already ended.
      }
      throw cause
    }
    try {
      work(transaction, (request) => requests.push(request.catch(undo)))
    } catch (caught) {
      requests.push(Promise.reject(caught).catch(undo))
    }
    const [end, ...outcomes] = await Promise.allSettled([transaction.done, ...requests])
    if (end.status === 'fulfilled') return
    // After an abort, only one request rejects with the cause.
    const reasons = [end, ...outcomes].flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    throw reasons.find((reason) => nameOf(reason) !== 'AbortError') ?? end.reason
  }
}
