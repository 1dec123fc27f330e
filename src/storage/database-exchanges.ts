import type { ContentHash } from '../core/api/contract.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { Database } from './database.ts'
import { type ExchangeRecords, MAX_EXCHANGES, newestOf } from './exchange-records.ts'
import { createWriter } from './transaction.ts'

/** Exchanges in the database by file and time. Every method rejects with a DOMException. */
export function createDatabaseExchanges(database: Database): ExchangeRecords {
  const write = createWriter(database)
  /** Content hashes with an exchange stored by this page. A further exchange removes old ones. */
  const seen = new Set<ContentHash>()

  /** Key range of the exchanges of one file, oldest first. */
  const rangeOf = (key: string) => IDBKeyRange.bound(`${key} `, `${key} \uffff`)

  async function remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return
    await write(['exchanges'], (transaction, ask) => {
      for (const name of names) ask(transaction.objectStore('exchanges').delete(name))
      // Commit, so that later writes of a closing page need not wait.
      transaction.commit()
    })
  }

  async function prune(key: string): Promise<void> {
    const exchanges = await listNewestFirst(key)
    const kept = new Set(newestOf(exchanges, isCustomSend))
    await remove(exchanges.flatMap((exchange) => (kept.has(exchange) ? [] : [exchange.name])))
  }

  /** Values are unchecked. */
  async function listNewestFirst(key: string): Promise<{ name: string; value: unknown }[]> {
    const [names, values] = await Promise.all([
      database.getAllKeys('exchanges', rangeOf(key)),
      database.getAll('exchanges', rangeOf(key)),
    ])
    return names.map((name, index) => ({ name, value: values[index] })).reverse()
  }

  return {
    async keepExchanges(exchanges) {
      const overfull = new Set<string>()
      await write(['exchanges'], (transaction, ask) => {
        const store = transaction.objectStore('exchanges')
        for (const exchange of exchanges) {
          if (!exchange.subject) continue
          const { hash } = exchange.subject
          const key = subjectKey(exchange.gateway, hash)
          ask(store.put(exchange, `${key} ${exchange.id}`))
          if (seen.has(hash)) overfull.add(key)
          seen.add(hash)
        }
        // Commit, because a closing page does not complete pending requests.
        transaction.commit()
      })
      for (const key of overfull) await prune(key)
    },

    async cleanupExchanges(isKnown, since) {
      const counts = new Map<string, number>()
      const forgotten: string[] = []
      for (const name of await database.getAllKeys('exchanges')) {
        const [key, id] = partsOf(name)
        counts.set(key, (counts.get(key) ?? 0) + 1)
        if (Number.parseInt(id, 10) < since && !isKnown(key)) forgotten.push(name)
      }
      await remove(forgotten)
      for (const [key, count] of counts) if (count > MAX_EXCHANGES) await prune(key)
    },

    async exchanges(key) {
      const exchanges = await listNewestFirst(key)
      return newestOf(exchanges, isCustomSend).map(({ value }) => value)
    },
  }
}

function isCustomSend({ value }: { value: unknown }): boolean {
  return (
    typeof value === 'object' && value !== null && 'purpose' in value && value.purpose === 'test'
  )
}

/** The `subjectKey()` and the id, which begins with the time. */
function partsOf(name: string): [key: string, id: string] {
  const end = name.lastIndexOf(' ')
  return [name.slice(0, end), name.slice(end + 1)]
}
