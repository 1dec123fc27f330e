import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leave } from './leave.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function portsOf(...pages: string[]) {
  return {
    unregister: vi.fn(async () => {}),
    findPages: async () => pages.map((id) => ({ id })),
    deleteCaches: vi.fn(async () => {}),
  }
}

it('the worker removes itself and its caches when only the other page is open', async () => {
  for (const ports of [portsOf(), portsOf('other')]) {
    await leave(ports, 'other')
    expect(ports.unregister).toHaveBeenCalledOnce()
    expect(ports.deleteCaches).toHaveBeenCalledOnce()
  }
})

it('the worker waits for the end of the page that the other one replaces', async () => {
  const pages = [{ id: 'former' }]
  const ports = { ...portsOf(), findPages: async () => pages }
  const leaving = leave(ports, 'other')
  await vi.advanceTimersByTimeAsync(500)
  expect(ports.deleteCaches).not.toHaveBeenCalled()
  pages.splice(0, 1, { id: 'other' })
  await vi.advanceTimersByTimeAsync(500)
  await leaving
  expect(ports.deleteCaches).toHaveBeenCalledOnce()
})

it('the worker removes itself and keeps its caches when a page of Refdrop stays open', async () => {
  const ports = portsOf('open', 'other')
  const leaving = leave(ports, 'other')
  await vi.runAllTimersAsync()
  await leaving
  expect(ports.unregister).toHaveBeenCalledOnce()
  expect(ports.deleteCaches).not.toHaveBeenCalled()
})
