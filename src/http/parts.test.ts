import { afterEach, expect, test, vi } from 'vitest'
import { loadPart, parts } from './parts.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a part is loaded again at once when the network is back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  const work = vi.fn(async () => 'part').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const loading = loadPart(work)
  await vi.advanceTimersByTimeAsync(1)
  expect(parts.state.get()).toBe('waiting')
  page.dispatchEvent(new Event('online'))
  expect(await loading).toBe('part')
  expect(parts.state.get()).toBe('fine')
})
