import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ContentHash } from '../core/api/contract.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import { createUploadsStore, type UploadsStore } from '../core/uploads/uploads-store.ts'
import { HISTORY_KEY } from '../features/uploads/list/history-ports.ts'
import { createFileFinder } from './file-finder.ts'
import type { History } from './history-cache.ts'

const ENTRY = entryOf({ digits: 'a', name: 'a.png' })
const TARGET = { gateway: ENTRY.gateway, hash: ENTRY.hash }
const OTHER: ContentHash = entryOf({ digits: 'b' }).hash

let queryClient: QueryClient
let store: UploadsStore
let finder: ReturnType<typeof createFileFinder>
let tellOfHistory: () => void

beforeEach(() => {
  queryClient = new QueryClient()
  store = createUploadsStore()
  const subscribe = (listener: () => void) => {
    tellOfHistory = listener
    return () => {}
  }
  finder = createFileFinder(queryClient, store, { ports: { subscribe } } as unknown as History)
})

afterEach(() => queryClient.clear())

function addFile(path: string, hash: ContentHash, file?: File): number {
  const facts = { path, size: 5, mediaType: 'image/png', gateway: TARGET.gateway, file }
  const [id = 0] = store.add([{ ...facts, stage: { name: 'ready', hash, attempts: 0 } }])
  return id
}

it('finds the latest entry when a file is in the history', () => {
  expect(finder.find(TARGET)).toBeUndefined()
  const later = entryOf({ digits: 'a', name: 'later.png', account: 'other', at: ENTRY.at + 1 })
  queryClient.setQueryData(HISTORY_KEY, [later, ENTRY, entryOf({ digits: 'b' })])
  expect(finder.find(TARGET)).toMatchObject({ ...TARGET, path: 'later.png', isUnderWay: false })
  expect(finder.find({ ...TARGET, gateway: 'sandbox' })).toBeUndefined()
})

it('prefers an upload with bytes when the file is in the list', () => {
  queryClient.setQueryData(HISTORY_KEY, [ENTRY])
  const bytes = new File(['x'], 'x.png')
  const id = addFile('now.png', TARGET.hash, bytes)
  addFile('lost.png', TARGET.hash)
  addFile('another.png', OTHER, bytes)
  expect(finder.find(TARGET)).toMatchObject({ path: 'now.png', file: bytes, isUnderWay: false })
  store.dispatch(id, { type: 'send-started' })
  expect(finder.find(TARGET)).toMatchObject({ isUnderWay: true })
})

it('finds a file by the sent hash when the gateway rejected that hash', () => {
  const id = addFile('a.png', TARGET.hash)
  store.dispatch(id, { type: 'send-started' })
  store.dispatch(id, { type: 'failed', problem: { kind: 'changed-on-disk' } })
  expect(store.get(id)?.stage).toMatchObject({ hash: undefined, sentAs: TARGET.hash })
  expect(finder.find(TARGET)).toMatchObject({ path: 'a.png' })
})

it('returns the same object until the file changes, and notifies of no other file', () => {
  const [id, other] = [addFile('a.png', TARGET.hash), addFile('b.png', OTHER)]
  const first = finder.find(TARGET)
  expect(finder.find(TARGET)).toBe(first)
  const listener = vi.fn()
  finder.subscribe(TARGET, listener)
  store.dispatch(other, { type: 'send-started' })
  expect(listener).not.toHaveBeenCalled()
  store.dispatch(id, { type: 'send-started' })
  expect(listener).toHaveBeenCalledTimes(1)
  tellOfHistory()
  expect(listener).toHaveBeenCalledTimes(2)
  expect(finder.find(TARGET)).not.toBe(first)
})
