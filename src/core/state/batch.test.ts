import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createBatch } from './batch.ts'

const flush = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  flush.mockClear()
})

afterEach(() => vi.useRealTimers())

it('flushes items together when the time is over', () => {
  const batch = createBatch<string>(100, flush)
  batch.add('a')
  vi.advanceTimersByTime(99)
  batch.add('b')
  expect(flush).not.toHaveBeenCalled()
  expect(batch.pending()).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1)
  expect(flush.mock.calls).toEqual([[['a', 'b']]])
  expect(batch.pending()).toEqual([])
})

it('starts a new batch when an item comes after a flush', () => {
  const batch = createBatch<string>(100, flush)
  batch.add('a')
  vi.advanceTimersByTime(100)
  batch.add('b')
  vi.advanceTimersByTime(100)
  expect(flush.mock.calls).toEqual([[['a']], [['b']]])
})

it('flushes once when it is flushed before its time', () => {
  const batch = createBatch<string>(100, flush)
  batch.add('a')
  batch.flush()
  batch.flush()
  vi.advanceTimersByTime(1000)
  expect(flush.mock.calls).toEqual([[['a']]])
})

it('keeps an item for the next batch when it is added during a flush', () => {
  const batch = createBatch<string>(100, (items) => {
    flush(items)
    if (items[0] === 'a') batch.add('b')
  })
  batch.add('a')
  vi.advanceTimersByTime(100)
  expect(flush.mock.calls).toEqual([[['a']]])
  vi.advanceTimersByTime(100)
  expect(flush.mock.calls).toEqual([[['a']], [['b']]])
})

it('flushes the first item at once when it is leading', () => {
  const batch = createBatch<string>(100, flush, { leading: true })
  for (const item of ['a', 'b', 'c']) batch.add(item)
  expect(flush.mock.calls).toEqual([[['a']]])
  vi.advanceTimersByTime(100)
  expect(flush.mock.calls).toEqual([[['a']], [['b', 'c']]])
  vi.advanceTimersByTime(100)
  batch.add('d')
  expect(flush).toHaveBeenLastCalledWith(['d'])
})
