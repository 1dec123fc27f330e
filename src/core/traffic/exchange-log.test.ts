import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exchangeOf } from '../testing/made-exchanges.ts'
import { createExchangeLog } from './exchange-log.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const call = (id: number, body = '', headers: [string, string][] = []) =>
  exchangeOf({ id: String(id), response: { body, headers } })

const logOf = (limits = {}) => createExchangeLog((text) => async () => text, limits)

function idsOf(log: ReturnType<typeof createExchangeLog>): string {
  return log
    .all()
    .map(({ id }) => id)
    .join()
}

describe('createExchangeLog', () => {
  it('holds exchanges in the order in which they were added', () => {
    const log = logOf()
    for (const id of [3, 1, 2]) log.add(call(id))
    expect(idsOf(log)).toBe('3,1,2')
  })

  it('drops the oldest when there are too many', () => {
    const log = logOf({ maxExchanges: 3 })
    for (const id of [1, 2, 3, 4, 5]) log.add(call(id))
    expect(idsOf(log)).toBe('3,4,5')
  })

  it('drops the oldest, but never the newest, when the bodies are too long', () => {
    const log = logOf({ maxExchanges: 100, maxCharacters: 10 })
    for (const id of [1, 2, 3]) log.add(call(id, 'abcd'))
    expect(idsOf(log)).toBe('2,3')
    log.add(exchangeOf({ id: '4', response: undefined }))
    expect(idsOf(log)).toBe('2,3,4')
    log.add(call(5, 'a'.repeat(11)))
    expect(idsOf(log)).toBe('5')
    log.add(call(6, 'abcd'))
    expect(idsOf(log)).toBe('6')
  })

  it('counts the characters of headers', () => {
    const log = logOf({ maxExchanges: 100, maxCharacters: 10 })
    for (const id of [1, 2, 3]) log.add(call(id, '', [['ab', 'cd']]))
    expect(idsOf(log)).toBe('2,3')
  })

  it('resets its character count when it is cleared', () => {
    const log = logOf({ maxExchanges: 100, maxCharacters: 10 })
    log.add(call(1, '12345678'))
    log.clear()
    expect(log.all()).toEqual([])
    for (const id of [2, 3]) log.add(call(id, 'abcd'))
    expect(idsOf(log)).toBe('2,3')
  })

  it('returns the same immutable array until something changes', () => {
    const log = logOf({ maxExchanges: 2 })
    log.add(call(1))
    const before = log.all()
    expect(log.all()).toBe(before)
    log.add(call(2))
    log.add(call(3))
    expect(before.map(({ id }) => id)).toEqual(['1'])
    const after = log.all()
    expect(after).not.toBe(before)
    log.clear()
    expect(after).toHaveLength(2)
    expect(log.all()).not.toBe(after)
  })

  it('notifies listeners once when exchanges are added together', () => {
    const log = logOf()
    const [listener, unsubscribed] = [vi.fn(), vi.fn()]
    log.subscribe(listener)
    log.subscribe(unsubscribed)()
    for (const id of [1, 2, 3]) log.add(call(id))
    expect(listener).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(listener).toHaveBeenCalledTimes(1)
    log.clear()
    vi.runAllTimers()
    expect(listener).toHaveBeenCalledTimes(2)
    expect(unsubscribed).not.toHaveBeenCalled()
  })

  it('archives all except the newest when it has no subscriber', () => {
    const texts: string[] = []
    const log = createExchangeLog((text) => {
      texts.push(text)
      return async () => text
    })
    for (let id = 0; id < 350; id += 1) log.add(call(id))
    expect(log.all().map(({ id }) => id)).toEqual(numbers(200, 350))
    expect(texts.flatMap((text) => JSON.parse(text).map((one: { id: string }) => one.id))).toEqual(
      numbers(0, 200),
    )
  })

  it('loads the archive for a subscriber, and unloads it a minute after the last one leaves', async () => {
    const log = logOf()
    for (let id = 0; id < 350; id += 1) log.add(call(id))
    await vi.runAllTimersAsync()
    const listener = vi.fn()
    const unsubscribe = log.subscribe(listener)
    await vi.runAllTimersAsync()
    expect(listener).toHaveBeenCalledTimes(1)
    const all = log.all()
    expect(all.map(({ id }) => id)).toEqual(numbers(0, 350))
    expect(all[0]).toEqual(call(0))
    for (let id = 350; id < 450; id += 1) log.add(call(id))
    expect(log.all().map(({ id }) => id)).toEqual(numbers(0, 450))
    expect(log.all()[0]).toBe(all[0])
    unsubscribe()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(log.all().map(({ id }) => id)).toEqual(numbers(0, 450))
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(300, 450))
    log.subscribe(listener)
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(0, 450))
  })

  it('drops archived exchanges one by one', async () => {
    const log = logOf({ maxExchanges: 300 })
    for (let id = 0; id < 330; id += 1) log.add(call(id))
    log.subscribe(() => {})
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(30, 330))
    for (let id = 330; id < 450; id += 1) log.add(call(id))
    expect(log.all().map(({ id }) => id)).toEqual(numbers(150, 450))
  })

  it('counts the characters of archived exchanges', async () => {
    const log = logOf({ maxCharacters: 250 })
    for (let id = 0; id < 260; id += 1) log.add(call(id, 'a'))
    log.subscribe(() => {})
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(10, 260))
    log.clear()
    expect(log.all()).toEqual([])
    log.add(call(1, 'a'.repeat(251)))
    log.add(call(2))
    expect(log.all().map(({ id }) => id)).toEqual(['2'])
  })

  it('ignores archived texts that are read after a clear or an unsubscribe', async () => {
    const log = logOf()
    for (let id = 0; id < 350; id += 1) log.add(call(id))
    log.subscribe(() => {})()
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(200, 350))
    log.subscribe(() => {})
    log.clear()
    await vi.runAllTimersAsync()
    expect(log.all()).toEqual([])
  })

  it('loads the other parts when a text is lost', async () => {
    let count = 0
    const log = createExchangeLog((text) => {
      count += 1
      return count === 1 ? () => Promise.reject(new Error('lost')) : async () => text
    })
    for (let id = 0; id < 350; id += 1) log.add(call(id))
    log.subscribe(() => {})
    await vi.runAllTimersAsync()
    expect(log.all().map(({ id }) => id)).toEqual(numbers(100, 350))
  })
})

/** Ids from `from` to `to`, excluding `to`. */
function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => String(from + index))
}
