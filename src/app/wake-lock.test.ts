import { afterEach, expect, it, vi } from 'vitest'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { keepAwake } from './wake-lock.ts'

const hash = `sha256:${'a'.repeat(64)}` as const

afterEach(() => void vi.unstubAllGlobals())

it('keepAwake requests the lock once for all files of a batch when the browser rejects it', async () => {
  const request = vi.fn().mockRejectedValue(new DOMException('Low battery', 'NotAllowedError'))
  vi.stubGlobal('navigator', { wakeLock: { request } })
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} })
  const store = createUploadsStore()
  keepAwake(store)
  const file = { path: 'a.png', size: 10, file: undefined, mediaType: 'image/png' }
  const ready = { ...file, gateway: 'varg', stage: { name: 'ready', hash, attempts: 0 } } as const
  for (const id of store.add(Array.from({ length: 5 }, () => ready))) {
    store.dispatch(id, { type: 'send-started' })
    store.dispatch(id, { type: 'all-sent' })
    await Promise.resolve()
  }
  expect(request).toHaveBeenCalledTimes(1)
})
