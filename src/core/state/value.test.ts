import { expect, it, vi } from 'vitest'
import { createValue } from './value.ts'

it('notifies listeners when the value changes', () => {
  const value = createValue(1)
  const listener = vi.fn(() => value.get())
  value.subscribe(listener)
  value.set(2)
  expect(listener).toHaveReturnedWith(2)
})

it('does not notify listeners when the value stays the same', () => {
  const value = createValue<number>(Number.NaN)
  const listener = vi.fn()
  value.subscribe(listener)
  value.set(Number.NaN)
  expect(listener).not.toHaveBeenCalled()
})

it('does not notify listeners when they have unsubscribed', () => {
  const value = createValue('a')
  const [gone, kept] = [vi.fn(), vi.fn()]
  const unsubscribe = value.subscribe(gone)
  value.subscribe(kept)
  unsubscribe()
  value.set('b')
  expect(gone).not.toHaveBeenCalled()
  expect(kept).toHaveBeenCalledOnce()
})
