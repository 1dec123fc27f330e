import type { ContentHash } from '../core/api/contract.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { Database } from './database.ts'
import { type ExchangeRecords, MOST_TRIES, newestOf } from './exchange-records.ts'
import { createWriter } from './transaction.ts'

/** Calls in the database, each under its file and time. Every method rejects with the DOMException of the browser. */
export function createDatabaseExchanges(database: Database): ExchangeRecords {
  const write = createWriter(database)
  /** Contents of which this page kept a call: from the second on, there may be too many. */
  const seen = new Set<ContentHash>()

  /** Of one file, in the order of their times. */
  const rangeOf = (key: string) => IDBKeyRange.bound(`${key} `, `${key} \uffff`)

  async function remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return
    await write(['exchanges'], (transaction, ask) => {
      for (const name of names) ask(transaction.objectStore('exchanges').delete(name))
      // Else what a page that goes has put behind it would wait for the page.
      transaction.commit()
    })
  }

  async function prune(key: string): Promise<void> {
    const calls = await listNewestFirst(key)
    const kept = new Set(newestOf(calls, isTest))
    await remove(calls.flatMap((call) => (kept.has(call) ? [] : [call.name])))
  }

  /** What is there may be anything. */
  async function listNewestFirst(key: string): Promise<{ name: string; value: unknown }[]> {
    const [names, values] = await Promise.all([
      database.getAllKeys('exchanges', rangeOf(key)),
      database.getAll('exchanges', rangeOf(key)),
    ])
    return names.map((name, index) => ({ name, value: values[index] })).reverse()
  }

  return {
    async keepExchanges(exchanges) {
      const crowded = new Set<string>()
      await write(['exchanges'], (transaction, ask) => {
        const store = transaction.objectStore('exchanges')
        for (const exchange of exchanges) {
          if (!exchange.subject) continue
          const { hash } = exchange.subject
          const key = subjectKey(exchange.gateway, hash)
          ask(store.put(exchange, `${key} ${exchange.id}`))
          if (seen.has(hash)) crowded.add(key)
          seen.add(hash)
        }
        // A page that goes does not see its requests through, and what waits for them is undone.
        transaction.commit()
      })
      for (const key of crowded) await prune(key)
    },

    async cleanupExchanges(isKnown, since) {
      const counts = new Map<string, number>()
      const forgotten: string[] = []
      for (const name of await database.getAllKeys('exchanges')) {
        const [key, id] = partsOf(name)
        counts.set(key, (counts.get(key) ?? 0) + 1)
        if (!isKnown(key) && Number.parseInt(id, 10) < since) forgotten.push(name)
      }
      await remove(forgotten)
      for (const [key, count] of counts) if (count > MOST_TRIES) await prune(key)
    },

    async exchanges(key) {
      const calls = await listNewestFirst(key)
      return newestOf(calls, isTest).map(({ value }) => value)
    },
  }
}

function isTest({ value }: { value: unknown }): boolean {
  return (
    typeof value === 'object' && value !== null && 'purpose' in value && value.purpose === 'test'
  )
}

/** The `subjectKey()` and the id, which begins with the time. */
function partsOf(name: string): [key: string, id: string] {
  const end = name.lastIndexOf(' ')
  return [name.slice(0, end), name.slice(end + 1)]
}
