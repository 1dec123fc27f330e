import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HistoryEntry } from '../core/history/history.ts'
import type { StoredUpload } from '../core/session/stored.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'

const RESULT = { fileId: 'f1', url: 'https://s3.example/f1', size: 3, mediaType: 'image/png' }

function uploadOf(key: string, tab = 't', attempts = 0): StoredUpload {
  const stage = { name: 'canceled', hash: undefined, attempts } as const
  return { key, tab, path: key, size: 3, mediaType: 'image/png', gateway: 'varg', stage }
}

function entryOf(key: string): HistoryEntry {
  const hash = `sha256:${key.charCodeAt(0).toString(16).padStart(64, '0')}` as const
  const result = { ...RESULT, hash, deduplicated: false }
  return { gateway: 'varg', account: 'me', hash, paths: [key], label: '', result, at: 1 }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Adds values to the store of uploads, then returns all of them. */
async function rawValues(...added: unknown[]): Promise<unknown[]> {
  const database = await done(indexedDB.open('refdrop'))
  const uploads = database.transaction('uploads', 'readwrite').objectStore('uploads')
  for (const value of added) uploads.put(value)
  const values = await done(uploads.getAll())
  database.close()
  return values
}

const keysIn = async (store: SessionStore) => (await store.uploads()).map(({ key }) => key)

let store: SessionStore

beforeEach(async () => {
  vi.restoreAllMocks()
  await done(indexedDB.deleteDatabase('refdrop'))
  store = await openSessionStore()
})

describe('the journal of uploads', () => {
  it('takes one request for each change of many uploads', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    await store.keep(['a', 'b', 'c'].map((key) => uploadOf(key)))
    await store.finish(['a', 'b'].map((key) => ({ upload: uploadOf(key), entry: entryOf(key) })))
    expect(put).toHaveBeenCalledTimes(2)
    expect(await keysIn(await openSessionStore())).toEqual(['c'])
  })

  it('keeps the entry of an upload that the history does not have yet, if it is valid', async () => {
    const stray: object = { ...entryOf('b'), result: 'none' }
    await store.keep([
      { ...uploadOf('a'), entry: entryOf('a') },
      Object.assign(uploadOf('b'), { entry: stray }),
    ])
    const read = await (await openSessionStore()).uploads()
    expect(read.map(({ key, entry }) => [key, entry])).toEqual([
      ['a', entryOf('a')],
      ['b', undefined],
    ])
  })

  it('reads nothing, because a closing page does not complete reads', async () => {
    const reads = (['get', 'getAll', 'openCursor'] as const).map((name) =>
      vi.spyOn(IDBObjectStore.prototype, name),
    )
    await store.keep([uploadOf('a'), uploadOf('b')])
    await store.keep([uploadOf('a', 't', 1)])
    await store.finish([{ upload: uploadOf('a'), entry: entryOf('a') }])
    await store.forget(['b'])
    for (const read of reads) expect(read).not.toHaveBeenCalled()
  })

  it('is empty when the list is', async () => {
    await store.keep([uploadOf('a'), uploadOf('b')])
    await store.finish([{ upload: uploadOf('a'), entry: entryOf('a') }])
    expect(await rawValues()).toHaveLength(2)
    await store.forget(['b'])
    expect(await rawValues()).toEqual([])
  })

  it('becomes one step when most of it is past', async () => {
    await store.keep([uploadOf('a'), uploadOf('b')])
    for (let attempts = 0; attempts < 1000; attempts += 1) {
      await store.keep([uploadOf('a', 't', attempts)])
    }
    expect((await rawValues()).length).toBeLessThan(210)
    const later = await (await openSessionStore()).uploads()
    expect(later).toEqual([uploadOf('a', 't', 999), uploadOf('b')])
  })

  it('keeps the order of changes when the clock is set back', async () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000)
    await store.keep([uploadOf('a'), uploadOf('b')])
    now.mockReturnValue(1_000_000_000_000)
    await store.keep([uploadOf('a', 't', 1)])
    await store.forget(['b'])
    expect(await (await openSessionStore()).uploads()).toEqual([uploadOf('a', 't', 1)])
  })

  it('takes over uploads of closed tabs and of earlier builds', async () => {
    await store.keep([uploadOf('a', 'closed'), uploadOf('b', 'closed')])
    await rawValues(uploadOf('c', 'earlier'), uploadOf('d', 'earlier'))
    const next = await openSessionStore()
    await next.adopt([uploadOf('a', 'next', 1), uploadOf('c', 'next', 1)])
    expect(await next.uploads()).toEqual([
      uploadOf('a', 'next', 1),
      uploadOf('b', 'closed'),
      uploadOf('c', 'next', 1),
      uploadOf('d', 'earlier'),
    ])
    await next.forget(['a', 'b', 'c', 'd'])
    expect(await keysIn(await openSessionStore())).toEqual([])
    expect(await rawValues()).toEqual([])
  })

  it('skips values that are no step and no upload', async () => {
    const step = { at: '1', kept: [uploadOf('x')], gone: [] }
    await rawValues(
      { ...step, key: 'journal a', kept: 'x' },
      { ...step, key: 'journal b', at: 1 },
      { ...step, key: 'journal c', gone: undefined },
      { ...step, key: 'journal d', kept: [undefined, 'x', { key: 'y' }, uploadOf('good')] },
      { ...step, key: 'journal e', gone: [7, {}], kept: [] },
    )
    await store.keep([uploadOf('own')])
    expect(await keysIn(store)).toEqual(['good', 'own'])
    await store.forget(['good'])
    expect(await keysIn(store)).toEqual(['own'])
  })

  it('has the same list as a map after any changes by two tabs', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd')
    const change = fc.record({
      tab: fc.constantFrom('1', '2'),
      way: fc.constantFrom('keep', 'keep', 'forget', 'finish', 'list'),
      keys: fc.uniqueArray(key, { minLength: 1 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
        await done(indexedDB.deleteDatabase('refdrop'))
        const stores = { '1': await openSessionStore(), '2': await openSessionStore() }
        const model = new Map<string, StoredUpload>()
        for (const [attempts, { tab, way, keys }] of changes.entries()) {
          // An upload belongs to one tab.
          const uploads = keys.map((name) => uploadOf(`${tab}${name}`, tab, attempts))
          const own = stores[tab as '1']
          if (way === 'keep') await own.keep(uploads)
          if (way === 'forget') await own.forget(uploads.map((upload) => upload.key))
          if (way === 'finish') {
            await own.finish(uploads.map((upload) => ({ upload, entry: entryOf(upload.path) })))
          }
          if (way === 'list') await own.finish(uploads.map((upload) => ({ upload })))
          for (const upload of uploads) {
            if (way === 'keep' || way === 'list') model.set(upload.key, upload)
            else model.delete(upload.key)
          }
        }
        const found = await (await openSessionStore()).uploads()
        expect(found).toEqual([...model.values()].sort((a, b) => (a.key < b.key ? -1 : 1)))
        await stores['1'].forget([...model.keys()])
        await stores['2'].forget([...model.keys()])
        expect(await rawValues()).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
