import type { IDBPTransaction, StoreNames } from 'idb'
import type { Database, Schema } from './database.ts'
import { nameOf } from './storage-loss.ts'

type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>

/** One transaction: all that `work` asks for, or nothing. */
export type Write = (
  stores: StoreNames<Schema>[],
  work: (transaction: Writing, ask: (request: Promise<unknown>) => void) => void,
) => Promise<void>

/** Writing rejects with the cause, where the browser has one, and not with the mere abort. */
export function createWriter(database: Database): Write {
  return async (stores, work) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const requests: Promise<unknown>[] = []
    // Also where a later link of a chain breaks, of which the transaction knows nothing.
    const undo = (cause: unknown): never => {
      try {
        transaction.abort()
      } catch {
        // It has ended by itself already.
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
    // An abort hides its cause from all but one of them.
    const reasons = [end, ...outcomes].flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    throw reasons.find((reason) => nameOf(reason) !== 'AbortError') ?? end.reason
  }
}
