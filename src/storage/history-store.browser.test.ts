import { beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../core/api/content.ts'
import type { HashedEntry, HistoryEntry } from '../core/history/history.ts'
import type { StoredUpload } from '../core/session/stored.ts'
import { entryOf as made } from '../core/testing/made-entries.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'

const entryOf = (digits: string, more: Partial<HashedEntry> = {}) => made({ digits, ...more })

function uploadedAs({ result, hash }: HashedEntry): StoredUpload {
  const stage = { name: 'uploaded', hash, attempts: 1, result, origin: 'new' } as const
  const { size, mediaType } = result
  return { key: hash, tab: 't', path: 'a.png', size, mediaType, gateway: 'varg', stage }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

const LATER = 1_800_000_000_000
const PICTURE = 'data:image/webp;base64,AAAA'
const [A, B] = [entryOf('a'), entryOf('b')]
const [KEY_A, KEY_B] = [contentKey(A), contentKey(B)]
const byHash = (one: HistoryEntry, other: HistoryEntry) => (one.hash < other.hash ? -1 : 1)

let store: SessionStore

beforeEach(async () => {
  vi.restoreAllMocks()
  await done(indexedDB.deleteDatabase('refdrop'))
  store = await openSessionStore()
})

async function listed(from: SessionStore = store): Promise<HistoryEntry[]> {
  return (await from.history()).sort(byHash)
}

describe('the history', () => {
  it('merges an uploaded file with the entry of the same content', async () => {
    await store.finish([
      { upload: uploadedAs(A), entry: entryOf('a', { label: 'Dinesh', media: { width: 4 } }) },
    ])
    await store.finish([
      { upload: uploadedAs(A), entry: entryOf('a', { paths: ['other.png'], at: LATER }) },
    ])
    const later = await openSessionStore()
    expect(await later.history()).toEqual([
      entryOf('a', {
        paths: ['a.png', 'other.png'],
        label: 'Dinesh',
        media: { width: 4 },
        at: LATER,
        removed: undefined,
      }),
    ])
  })

  it('shows a removed entry when its file is uploaded again', async () => {
    await store.putEntries([entryOf('a', { removed: true })], new Map())
    await store.finish([{ upload: uploadedAs(A), entry: A }])
    expect((await store.history())[0]?.removed).toBeUndefined()
  })

  it('changes entries and thumbnails in one step, and skips missing entries', async () => {
    await store.putEntries([A, B], new Map([[A.hash, PICTURE]]))
    const changed = await store.changeEntries(
      [KEY_A, 'varg me sha256:gone'],
      (entry) => ({ ...entry, label: 'new' }),
      new Map([
        [A.hash, null],
        [B.hash, PICTURE],
      ]),
    )
    expect(changed).toEqual([{ ...A, label: 'new' }])
    expect(await listed(await openSessionStore())).toEqual([{ ...A, label: 'new' }, B])
    expect(await store.thumbnail(A.hash)).toBeUndefined()
    expect(await store.thumbnails()).toEqual(new Map([[B.hash, PICTURE]]))
    expect(await store.thumbnailHashes()).toEqual([B.hash])
  })

  it('changes the entry that another tab has written meanwhile', async () => {
    await store.putEntries([A], new Map())
    const other = await openSessionStore()
    await Promise.all([
      store.changeEntries([KEY_A], (entry) => ({ ...entry, label: 'mine' })),
      other.changeEntries([KEY_A], (entry) => ({ ...entry, at: 9 })),
    ])
    expect(await store.history()).toEqual([{ ...A, label: 'mine', at: 9 }])
  })

  it('joins new entries with stored ones', async () => {
    await store.putEntries([entryOf('a', { label: 'ours' })], new Map())
    const join = (former: HistoryEntry, entry: HistoryEntry) => ({ ...entry, label: former.label })
    await store.putEntries([entryOf('a', { at: 7 }), B], new Map(), join)
    expect(await listed()).toEqual([entryOf('a', { label: 'ours', at: 7 }), B])
  })

  it('is read in slices of 250 entries', async () => {
    const many = Array.from({ length: 1001 }, (_, index) =>
      entryOf(`f${index.toString(16).padStart(4, '0')}`),
    )
    await store.putEntries(many, new Map())
    const { getAll } = IDBObjectStore.prototype
    const reads: IDBRequest<unknown[]>[] = []
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      ...asked
    ) {
      const request = getAll.apply(this, asked)
      reads.push(request)
      return request
    })
    expect(await listed()).toEqual([...many].sort(byHash))
    expect(reads.map(({ result }) => result.length)).toEqual([250, 250, 250, 250, 1])
  })

  it('is sorted by drop when it is read in another order', async () => {
    const many = Array.from({ length: 1100 }, (_, index) =>
      entryOf(index.toString(16).padStart(4, '0'), { at: 1 + ((index * 7919) % 1100) }),
    )
    await store.putEntries(many, new Map())
    const times = (await store.history()).map(({ at }) => at)
    expect(times).toEqual(Array.from({ length: 1100 }, (_, index) => 1100 - index))
  })

  it('has its keys read in slices of 5,000', async () => {
    const many = Array.from({ length: 5001 }, (_, index) =>
      entryOf(index.toString(16).padStart(4, '0')),
    )
    await store.putEntries(many, new Map())
    const reads = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys')
    expect(new Set(await store.entryKeys())).toEqual(new Set(many.map(contentKey)))
    const requests = reads.mock.results.map(({ value }): IDBRequest<unknown[]> => value)
    expect(requests.map(({ result }) => result.length)).toEqual([5000, 1])
  })

  it('skips invalid entries', async () => {
    const database = await done(indexedDB.open('refdrop'))
    const history = database.transaction('history', 'readwrite').objectStore('history')
    await done(history.put('text', 'x'))
    await done(history.put({ ...B, paths: [] }, KEY_B))
    database.close()
    await store.putEntries([A], new Map())
    expect(await store.history()).toEqual([A])
    expect(await store.changeEntries([KEY_B], (entry) => entry)).toEqual([])
  })
})

describe('reads', () => {
  const at = (digits: string, time: number, more: Partial<HashedEntry> = {}) =>
    entryOf(digits, { at: time, ...more })

  it('return thousands of entries once each', async () => {
    const many = Array.from({ length: 2345 }, (_, index) =>
      // All have the same number of digits, because shorter ones are padded with zeros.
      entryOf((0x1000 + index).toString(16)),
    )
    await store.putEntries(many, new Map())
    expect(await listed()).toEqual([...many].sort(byHash))
  })

  it('return the newest entries of a gateway, including removed ones', async () => {
    const removed = at('4', 40, { removed: true })
    const elsewhere = at('5', 50, { gateway: 'sandbox' })
    await store.putEntries([at('1', 10), at('3', 30), at('2', 20), removed, elsewhere], new Map())
    const newest = await store.newest('varg', 2)
    expect(newest.map((entry) => entry.at).sort()).toEqual([30, 40])
    expect(await store.newest('varg', 4)).toHaveLength(4)
    expect(await store.newest('sandbox', 4)).toEqual([elsewhere])
  })

  it('return all entries of the same time or none', async () => {
    await store.putEntries([at('1', 10), at('2', 10), at('3', 10), at('4', 40)], new Map())
    expect(await store.newest('varg', 2)).toEqual([at('4', 40)])
    expect(await store.newest('varg', 4)).toHaveLength(4)
  })

  it('return whole drops when their files ended in another order', async () => {
    const dropped = (digits: string, batch: number, below: number, ended: number) =>
      at(digits, ended, { batch, below })
    const old = [dropped('1', 10, 1, 12), dropped('2', 10, 0, 48)]
    const drop = [dropped('3', 30, 2, 50), dropped('4', 30, 1, 32), dropped('5', 30, 0, 31)]
    await store.putEntries([...old, ...drop], new Map())
    expect((await store.newest('varg', 2)).sort(byHash)).toEqual(drop)
    expect((await store.newest('varg', 4)).sort(byHash)).toEqual(drop)
    expect(await store.newest('varg', 5)).toHaveLength(5)
  })

  it('skip invalid entries among the newest', async () => {
    const database = await done(indexedDB.open('refdrop'))
    const history = database.transaction('history', 'readwrite').objectStore('history')
    await done(history.put({ ...at('b', 50), paths: [] }, KEY_B))
    await done(history.put({ gateway: 'varg', at: 'soon' }, 'x'))
    database.close()
    await store.putEntries([A], new Map())
    expect(await store.newest('varg', 9)).toEqual([A])
  })
})

describe('putting many entries', () => {
  const many = Array.from('0123456789cdef', (digit) => entryOf(digit))
  const thumbnails = new Map(many.map(({ hash }) => [hash, PICTURE]))

  /** Runs `interrupt` at the fifth put. */
  function interruptAtFifth(interrupt: (transaction: IDBTransaction) => void): void {
    const put = IDBObjectStore.prototype.put
    let count = 0
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      count += 1
      const request = put.apply(this, given)
      if (count === 5) interrupt(this.transaction)
      return request
    })
  }

  it('changes nothing when the transaction is aborted', async () => {
    await store.putEntries([A], new Map([[A.hash, PICTURE]]))
    interruptAtFifth((transaction) => queueMicrotask(() => transaction.abort()))
    await store.putEntries([...many, { ...A, label: 'theirs' }], thumbnails)
    vi.restoreAllMocks()
    const later = await openSessionStore()
    expect(await later.history()).toEqual([A])
    expect(await later.thumbnails()).toEqual(new Map([[A.hash, PICTURE]]))
  })

  it('changes nothing when it is canceled, and the database stays usable', async () => {
    await store.putEntries([A], new Map())
    const controller = new AbortController()
    const long = Array.from({ length: 1200 }, (_, index) =>
      entryOf(`f${index.toString(16).padStart(4, '0')}`),
    )
    const counts: number[] = []
    const watch = (most: number) => ({
      signal: controller.signal,
      onDone(count: number) {
        counts.push(count)
        if (count >= most) controller.abort()
      },
    })
    const putting = store.putEntries(long, thumbnails, undefined, watch(1000))
    await expect(putting).rejects.toThrow(/abort/)
    expect(counts).toEqual([250, 500, 750, 1000])
    expect(store.durable()).toBe(true)
    expect(await (await openSessionStore()).history()).toEqual([A])
    await store.putEntries(long, thumbnails)
    expect(await store.history()).toHaveLength(long.length + 1)
  })

  it('rejects as a whole when the disk is full, and the database stays usable', async () => {
    await store.putEntries([A], new Map())
    interruptAtFifth(() => {
      throw new DOMException('Full.', 'QuotaExceededError')
    })
    await expect(store.putEntries(many, thumbnails)).rejects.toMatchObject({
      name: 'QuotaExceededError',
    })
    vi.restoreAllMocks()
    expect(store.durable()).toBe(true)
    expect(await (await openSessionStore()).history()).toEqual([A])
    await store.putEntries(many, thumbnails)
    expect(await store.history()).toHaveLength(many.length + 1)
  })
})

describe('a browser that stores nothing', () => {
  it('keeps the history as long as the page', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const refused = await openSessionStore()
    await refused.finish([{ upload: uploadedAs(A), entry: A }])
    await refused.finish([
      { upload: uploadedAs(A), entry: entryOf('a', { paths: ['b.png'], at: LATER }) },
    ])
    await refused.changeEntries(
      [KEY_A],
      (entry) => ({ ...entry, label: 'L' }),
      new Map([[A.hash, PICTURE]]),
    )
    expect(await refused.history()).toMatchObject([{ label: 'L', paths: ['a.png', 'b.png'] }])
    expect(await refused.thumbnail(A.hash)).toBe(PICTURE)
    await refused.putEntries([B], new Map([[A.hash, null]]))
    expect(await refused.thumbnails()).toEqual(new Map())
    expect(await listed(refused)).toHaveLength(2)
  })
})

describe('a database of version 1', () => {
  it('migrates its answers to the history', async () => {
    await done(indexedDB.deleteDatabase('refdrop'))
    const request = indexedDB.open('refdrop', 1)
    request.onupgradeneeded = () => {
      const { result: old } = request
      old.createObjectStore('uploads', { keyPath: 'key' })
      old.createObjectStore('bytes')
      old.createObjectStore('answers')
    }
    const old = await done(request)
    const { paths, label: _, ...answer } = A
    const answers = old.transaction('answers', 'readwrite').objectStore('answers')
    await done(answers.put({ ...answer, path: paths[0] }, KEY_A))
    old.close()
    store = await openSessionStore()
    expect(await store.history()).toEqual([A])
    expect(await store.newest('varg', 1)).toEqual([A])
    expect(await store.entry(KEY_A)).toEqual(A)
    expect(store.durable()).toBe(true)
    const database = await done(indexedDB.open('refdrop'))
    expect(Array.from(database.objectStoreNames)).toEqual([
      'bytes',
      'exchanges',
      'history',
      'thumbnails',
      'uploads',
    ])
    database.close()
  })
})
