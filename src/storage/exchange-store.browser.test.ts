import { beforeEach, expect, it, vi } from 'vitest'
import type { ContentHash } from '../core/contract.ts'
import { type Exchange, subjectKey } from '../core/exchange.ts'
import { exchangeOf } from '../core/test-kit/made-exchanges.ts'
import { MOST_TRIES } from './exchange-records.ts'
import { createMemoryRecords } from './memory-records.ts'
import { openSessionStore } from './session-store.ts'

const hashOf = (digit: string): ContentHash => `sha256:${digit.repeat(64)}`

function tryOf(digit: string, number: number): Exchange {
  const id = String(number).padStart(5, '0')
  return exchangeOf({ id, gateway: 'varg', subject: { path: 'a.png', hash: hashOf(digit) } })
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
])('%s keeps the newest calls of each file', async (_, open) => {
  const store = await open()
  await store.keepExchanges([
    tryOf('a', 1),
    tryOf('b', 2),
    { ...tryOf('a', 3), subject: undefined },
  ])
  for (let number = 10; number < 12 + MOST_TRIES; number += 1) {
    await store.keepExchanges([tryOf('a', number)])
  }
  const found = await store.exchanges(subjectKey('varg', hashOf('a')))
  const newest = Array.from({ length: MOST_TRIES }, (_, index) => 11 + MOST_TRIES - index)
  expect(idsOf(found)).toEqual(newest.map((number) => String(number).padStart(5, '0')))
  expect(await store.exchanges(subjectKey('varg', hashOf('b')))).toEqual([tryOf('b', 2)])
  expect(await store.exchanges(subjectKey('sandbox', hashOf('b')))).toEqual([])
})

it('keeps them for the next page', async () => {
  const store = await openSessionStore()
  await store.keepExchanges([tryOf('a', 1)])
  const next = await openSessionStore()
  expect(await next.exchanges(subjectKey('varg', hashOf('a')))).toEqual([tryOf('a', 1)])
})

it('goes on without them where there is no room', async () => {
  const store = await openSessionStore()
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError')
  })
  await store.keepExchanges([tryOf('a', 1)])
  expect(store.durable()).toBe(true)
  expect(await store.exchanges(subjectKey('varg', hashOf('a')))).toEqual([])
})
