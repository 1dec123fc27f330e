import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createExchangeLog } from './exchange-log.ts'
import { exchangeOf } from './test-kit/made-exchanges.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const call = (id: number, body = '', headers: [string, string][] = []) =>
  exchangeOf({ id: String(id), response: { body, headers } })

function idsOf(log: ReturnType<typeof createExchangeLog>): string {
  return log
    .all()
    .map(({ id }) => id)
    .join()
}

describe('createExchangeLog', () => {
  it('holds calls in the order in which they came', () => {
    const log = createExchangeLog()
    for (const id of [3, 1, 2]) log.add(call(id))
    expect(idsOf(log)).toBe('3,1,2')
  })

  it('lets the oldest go when there are too many', () => {
    const log = createExchangeLog(3)
    for (const id of [1, 2, 3, 4, 5]) log.add(call(id))
    expect(idsOf(log)).toBe('3,4,5')
  })

  it('lets the oldest go when their bodies are too long, but never the newest', () => {
    const log = createExchangeLog(100, 10)
    for (const id of [1, 2, 3]) log.add(call(id, 'abcd'))
    expect(idsOf(log)).toBe('2,3')
    log.add(exchangeOf({ id: '4', response: undefined }))
    expect(idsOf(log)).toBe('2,3,4')
    log.add(call(5, 'a'.repeat(11)))
    expect(idsOf(log)).toBe('5')
    log.add(call(6, 'abcd'))
    expect(idsOf(log)).toBe('6')
  })

  it('counts headers as well', () => {
    const log = createExchangeLog(100, 10)
    for (const id of [1, 2, 3]) log.add(call(id, '', [['ab', 'cd']]))
    expect(idsOf(log)).toBe('2,3')
  })

  it('begins to count anew when it is cleared', () => {
    const log = createExchangeLog(100, 10)
    log.add(call(1, '12345678'))
    log.clear()
    expect(log.all()).toEqual([])
    for (const id of [2, 3]) log.add(call(id, 'abcd'))
    expect(idsOf(log)).toBe('2,3')
  })

  it('gives out the same array until something changes, and never changes it', () => {
    const log = createExchangeLog(2)
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

  it('tells once of what comes together', () => {
    const log = createExchangeLog()
    const [heard, unheard] = [vi.fn(), vi.fn()]
    log.subscribe(heard)
    log.subscribe(unheard)()
    for (const id of [1, 2, 3]) log.add(call(id))
    expect(heard).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(heard).toHaveBeenCalledTimes(1)
    log.clear()
    vi.runAllTimers()
    expect(heard).toHaveBeenCalledTimes(2)
    expect(unheard).not.toHaveBeenCalled()
  })
})
