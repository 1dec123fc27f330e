import { beforeEach, expect, it, vi } from 'vitest'
import type { ContentHash } from '../core/api/contract.ts'
import { exchangeOf } from '../core/testing/made-exchanges.ts'
import { type Exchange, subjectKey } from '../core/traffic/exchange.ts'
import { MAX_EXCHANGES } from './exchange-records.ts'
import { createMemoryRecords } from './memory-records.ts'
import { openSessionStore } from './session-store.ts'

const hashOf = (digit: string): ContentHash => `sha256:${digit.repeat(64)}`

function tryOf(digit: string, number: number, more: Partial<Exchange> = {}): Exchange {
  const id = String(number).padStart(5, '0')
  const subject = { path: 'a.png', hash: hashOf(digit) }
  return { ...exchangeOf({ id, gateway: 'varg', subject }), ...more }
}

const idsOf = (found: unknown[]) => found.map((exchange) => (exchange as Exchange).id)

beforeEach(async () => {
  vi.restoreAllMocks()
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('refdrop').onsuccess = resolve
  })
})

it.each([
  ['the database', openSessionStore],
  ['memory', async () => createMemoryRecords()],
])('%s keeps the newest exchanges of each file', async (_, open) => {
  const store = await open()
  await store.keepExchanges([
    tryOf('a', 1),
    tryOf('b', 2),
    { ...tryOf('a', 3), subject: undefined },
  ])
  for (let number = 10; number < 12 + MAX_EXCHANGES; number += 1) {
    await store.keepExchanges([tryOf('a', number)])
  }
  const found = await store.exchanges(subjectKey('varg', hashOf('a')))
  const newest = Array.from({ length: MAX_EXCHANGES }, (_, index) => 11 + MAX_EXCHANGES - index)
  expect(idsOf(found)).toEqual(newest.map((number) => String(number).padStart(5, '0')))
  for (let number = 50; number < 52 + MAX_EXCHANGES; number += 1) {
    await store.keepExchanges([tryOf('a', number, { purpose: 'test' })])
  }
  const withTests = await store.exchanges(subjectKey('varg', hashOf('a')))
  expect(withTests).toHaveLength(2 * MAX_EXCHANGES)
  expect(withTests.slice(MAX_EXCHANGES)).toEqual(found)
  expect(await store.exchanges(subjectKey('varg', hashOf('b')))).toEqual([tryOf('b', 2)])
  expect(await store.exchanges(subjectKey('sandbox', hashOf('b')))).toEqual([])
})

it('removes exchanges beyond the maximum, and old ones of unknown files', async () => {
  const days = 24 * 60 * 60 * 1000
  const idAt = (at: number, number: number) => `${String(at).padStart(15, '0')}-${number}`
  for (let page = 0; page < MAX_EXCHANGES + 5; page += 1) {
    const store = await openSessionStore()
    await store.keepExchanges([tryOf('a', 0, { id: idAt(100 * days, page) })])
  }
  const store = await openSessionStore()
  await store.keepExchanges([
    tryOf('b', 0, { id: idAt(60 * days, 0) }),
    tryOf('c', 0, { id: idAt(60 * days, 0) }),
    tryOf('c', 0, { id: idAt(100 * days, 0) }),
  ])
  const [a, b, c] = ['a', 'b', 'c'].map((digit) => subjectKey('varg', hashOf(digit)))
  await store.cleanupExchanges((key) => key === a || key === b, 90 * days)
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('refdrop')
    request.onsuccess = () => resolve(request.result)
  })
  const names = await new Promise<IDBValidKey[]>((resolve) => {
    const request = database.transaction('exchanges').objectStore('exchanges').getAllKeys()
    request.onsuccess = () => resolve(request.result)
  })
  database.close()
  const count = (key = '') => names.filter((name) => String(name).startsWith(key)).length
  expect([count(a), count(b), count(c)]).toEqual([MAX_EXCHANGES, 1, 1])
})

it('returns exchanges to the next page', async () => {
  const store = await openSessionStore()
  await store.keepExchanges([tryOf('a', 1)])
  const next = await openSessionStore()
  expect(await next.exchanges(subjectKey('varg', hashOf('a')))).toEqual([tryOf('a', 1)])
})

it('drops exchanges when the disk is full', async () => {
  const store = await openSessionStore()
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError')
  })
  await store.keepExchanges([tryOf('a', 1)])
  expect(store.durable()).toBe(true)
  expect(await store.exchanges(subjectKey('varg', hashOf('a')))).toEqual([])
})
