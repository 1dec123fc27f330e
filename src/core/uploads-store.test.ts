import { describe, expect, it, vi } from 'vitest'
import type { NewUpload } from './upload.ts'
import { createUploadsStore } from './uploads-store.ts'

function fileNamed(path: string): NewUpload {
  return { file: new File(['x'], path), path, size: 1, mediaType: 'image/png', gateway: 'varg' }
}

describe('the uploads store', () => {
  it('wakes only those who watch the upload that changed', () => {
    const store = createUploadsStore()
    const [a, b] = store.add([fileNamed('a'), fileNamed('b')]) as [number, number]
    const onA = vi.fn()
    const onB = vi.fn()
    const onList = vi.fn()
    store.subscribe(a, onA)
    store.subscribe(b, onB)
    store.subscribeList(onList)
    store.dispatch(a, { type: 'hashed-so-far', hashed: 1 })
    expect([onA.mock.calls.length, onB.mock.calls.length, onList.mock.calls.length]).toEqual([
      1, 0, 0,
    ])
  })

  it('wakes nobody for an event that changes nothing', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a')]) as [number]
    const listener = vi.fn()
    store.subscribe(id, listener)
    store.subscribeCounts(listener)
    expect(store.dispatch(id, { type: 'all-sent' })).toBe(false)
    expect(listener).not.toHaveBeenCalled()
  })

  it('counts only when a stage changes its name', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a'), fileNamed('b')]) as [number]
    const onCounts = vi.fn()
    store.subscribeCounts(onCounts)
    store.dispatch(id, { type: 'hashed-so-far', hashed: 0 })
    store.dispatch(id, { type: 'hashed-so-far', hashed: 1 })
    expect(onCounts).toHaveBeenCalledTimes(1)
    expect(store.counts()).toMatchObject({ queued: 1, hashing: 1 })
  })

  it('gives the same snapshot until something changes, and never a number twice', () => {
    const store = createUploadsStore()
    const first = store.add([fileNamed('a')])
    expect(store.ids()).toBe(store.ids())
    store.remove(first)
    expect(store.ids()).toEqual([])
    expect(store.counts().queued).toBe(0)
    expect(store.add([fileNamed('a')])).not.toEqual(first)
  })

  it('stops telling who has left', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a')]) as [number]
    const listener = vi.fn()
    store.subscribe(id, listener)()
    store.dispatch(id, { type: 'canceled' })
    expect(listener).not.toHaveBeenCalled()
  })
})
