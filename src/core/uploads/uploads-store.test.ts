import { describe, expect, it, vi } from 'vitest'
import type { NewUpload } from './upload.ts'
import { type ChangeListener, createUploadsStore } from './uploads-store.ts'

function fileNamed(path: string): NewUpload {
  return { file: new File(['x'], path), path, size: 1, mediaType: 'image/png', gateway: 'varg' }
}

describe('the uploads store', () => {
  it('notifies only listeners of the changed upload', () => {
    const store = createUploadsStore()
    const [a, b] = store.add([fileNamed('a'), fileNamed('b')]) as [number, number]
    const onA = vi.fn()
    const onB = vi.fn()
    const onList = vi.fn()
    store.subscribe(a, onA)
    store.subscribe(b, onB)
    store.ids.subscribe(onList)
    store.dispatch(a, { type: 'hashed-so-far', hashed: 1 })
    expect([onA.mock.calls.length, onB.mock.calls.length, onList.mock.calls.length]).toEqual([
      1, 0, 0,
    ])
  })

  it('does not notify when an event changes nothing', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a')]) as [number]
    const listener = vi.fn()
    store.subscribe(id, listener)
    store.counts.subscribe(listener)
    expect(store.dispatch(id, { type: 'all-sent' })).toBe(false)
    expect(listener).not.toHaveBeenCalled()
  })

  it('updates the counts only when a stage changes', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a'), fileNamed('b')]) as [number]
    const onCounts = vi.fn()
    store.counts.subscribe(onCounts)
    store.dispatch(id, { type: 'hashed-so-far', hashed: 0 })
    store.dispatch(id, { type: 'hashed-so-far', hashed: 1 })
    expect(onCounts).toHaveBeenCalledTimes(1)
    expect(store.counts.get()).toMatchObject({ queued: 1, hashing: 1 })
  })

  it('keeps snapshots until a change, and never reuses an id', () => {
    const store = createUploadsStore()
    const first = store.add([fileNamed('a')])
    expect(store.ids.get()).toBe(store.ids.get())
    store.remove(first)
    expect(store.ids.get()).toEqual([])
    expect(store.counts.get().queued).toBe(0)
    expect(store.add([fileNamed('a')])).not.toEqual(first)
  })

  it('does not notify listeners that have unsubscribed', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a')]) as [number]
    const listener = vi.fn()
    store.subscribe(id, listener)()
    store.dispatch(id, { type: 'canceled' })
    expect(listener).not.toHaveBeenCalled()
  })

  it('adds files in their given stage and counts them', () => {
    const store = createUploadsStore()
    const canceled = { name: 'canceled', hash: undefined, attempts: 0 } as const
    const onList = vi.fn()
    const onCounts = vi.fn()
    store.ids.subscribe(onList)
    store.counts.subscribe(onCounts)
    const ids = store.add([{ ...fileNamed('a'), stage: canceled }, fileNamed('b')])
    expect(ids.map((id) => store.get(id)?.stage)).toEqual([canceled, { name: 'queued' }])
    expect(store.counts.get()).toMatchObject({ canceled: 1, queued: 1 })
    expect([onList.mock.calls.length, onCounts.mock.calls.length]).toEqual([1, 1])
    store.remove(ids)
    expect(Object.values(store.counts.get()).every((count) => count === 0)).toBe(true)
  })

  it('restores the former place of a file with an id', () => {
    const store = createUploadsStore()
    const ids = store.add(['a', 'b', 'c', 'd'].map((path) => fileNamed(path)))
    const gone = ids.slice(1, 3).flatMap((id) => store.get(id) ?? [])
    store.remove(ids.slice(1, 3))
    expect(store.add([fileNamed('e')])).toEqual([5])
    expect(store.add(gone)).toEqual(ids.slice(1, 3))
    expect(store.ids.get()).toEqual([...ids, 5])
    expect(Array.from(store.all(), ({ path }) => path)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(store.add([fileNamed('f')])).toEqual([6])
    expect(store.counts.get().queued).toBe(6)
  })

  it('replaces the bytes of one upload without changing its stage', () => {
    const store = createUploadsStore()
    const [a, b] = store.add([{ ...fileNamed('a'), file: undefined }, fileNamed('b')]) as [
      number,
      number,
    ]
    const onA = vi.fn()
    const others = vi.fn()
    store.subscribe(a, onA)
    store.subscribe(b, others)
    store.counts.subscribe(others)
    store.ids.subscribe(others)
    const before = store.get(a)
    const bytes = { ...fileNamed('other name'), size: 7, mediaType: 'image/gif' }
    store.refill(a, bytes)
    store.refill(99, bytes)
    const { file, size, mediaType } = bytes
    expect(store.get(a)).toEqual({ ...before, file, size, mediaType })
    expect(store.get(a)?.path).toBe('a')
    expect(before?.file).toBeUndefined()
    expect(onA).toHaveBeenCalledTimes(1)
    expect(others).not.toHaveBeenCalled()
  })
})

describe('a change listener', () => {
  it('gets each upload before and after its change', () => {
    const store = createUploadsStore()
    const changes = vi.fn<ChangeListener>()
    store.subscribeChanges(changes)
    const [id] = store.add([fileNamed('a')]) as [number]
    const added = store.get(id)
    store.dispatch(id, { type: 'canceled' })
    const canceled = store.get(id)
    store.redirect(id, 'sandbox')
    const redirected = store.get(id)
    store.refill(id, fileNamed('a'))
    const refilled = store.get(id)
    store.remove([id])
    expect(changes.mock.calls).toEqual([
      [added, undefined],
      [canceled, added],
      [redirected, canceled],
      [refilled, redirected],
      [undefined, refilled],
    ])
  })

  it('is called for each upload in list order', () => {
    const store = createUploadsStore()
    const paths: (string | undefined)[] = []
    store.subscribeChanges((after, before) => paths.push((after ?? before)?.path))
    const ids = store.add(['a', 'b', 'c'].map(fileNamed))
    store.remove(ids)
    expect(paths).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('is not called when nothing changed or it has unsubscribed', () => {
    const store = createUploadsStore()
    const [id] = store.add([fileNamed('a')]) as [number]
    const changes = vi.fn<ChangeListener>()
    const stop = store.subscribeChanges(changes)
    store.dispatch(id, { type: 'all-sent' })
    store.redirect(id, 'varg')
    store.redirect(99, 'sandbox')
    store.remove([99])
    expect(changes).not.toHaveBeenCalled()
    stop()
    store.remove([id])
    expect(changes).not.toHaveBeenCalled()
  })

  it('finds the change in the store', () => {
    const store = createUploadsStore()
    const found: unknown[] = []
    store.subscribeChanges((after, before) =>
      found.push(store.get((after ?? before)?.id ?? 0) === after),
    )
    const [id] = store.add([fileNamed('a')]) as [number]
    store.dispatch(id, { type: 'canceled' })
    store.remove([id])
    expect(found).toEqual([true, true, true])
  })
})
