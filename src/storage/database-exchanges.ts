import { subjectKey } from '../core/exchange.ts'
import type { Database } from './database.ts'
import { type ExchangeRecords, MOST_TRIES } from './exchange-records.ts'
import { createWriter } from './transaction.ts'

/** Calls in the database, each under its file and time. Every method rejects with the DOMException of the browser. */
export function createDatabaseExchanges(database: Database): ExchangeRecords {
  const write = createWriter(database)
  /** Files of which this page kept a call: from the second on, there may be too many. */
  const seen = new Set<string>()

  /** Of one file, in the order of their times. */
  const rangeOf = (key: string) => IDBKeyRange.bound(`${key} `, `${key} \uffff`)

  async function prune(key: string): Promise<void> {
    const names = await database.getAllKeys('exchanges', rangeOf(key))
    const old = names.slice(0, -MOST_TRIES)
    if (old.length === 0) return
    await write(['exchanges'], (transaction, ask) => {
      for (const name of old) ask(transaction.objectStore('exchanges').delete(name))
    })
  }

  return {
    async keepExchanges(exchanges) {
      const crowded = new Set<string>()
      await write(['exchanges'], (transaction, ask) => {
        const store = transaction.objectStore('exchanges')
        for (const exchange of exchanges) {
          if (!exchange.subject) continue
          const key = subjectKey(exchange.gateway, exchange.subject.hash)
          ask(store.put(exchange, `${key} ${exchange.id}`))
          if (seen.has(key)) crowded.add(key)
          seen.add(key)
        }
        // A page that goes does not see its requests through, and what waits for them is undone.
        transaction.commit()
      })
      for (const key of crowded) await prune(key)
    },

    async exchanges(key) {
      const found = await database.getAll('exchanges', rangeOf(key))
      return found.slice(-MOST_TRIES).reverse()
    },
  }
}
