import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../core/api/content.ts'
import type { ContentHash } from '../core/api/contract.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { StoredUpload } from '../core/session/stored.ts'
import { readTabNews, readUploads } from './session-schema.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'
import type { StorageLoss } from './storage-loss.ts'
import { changedFile } from './testing/changed-file.ts'

const HASH: ContentHash = `sha256:${'0'.repeat(64)}`
const RESULT = {
  fileId: 'f1',
  url: 'https://s3.example/f1',
  hash: HASH,
  size: 3,
  mediaType: 'image/png',
  deduplicated: false,
}
const ENTRY: HistoryEntry = {
  gateway: 'varg',
  account: 'me',
  hash: HASH,
  paths: ['a.png'],
  label: '',
  result: RESULT,
  at: 1,
}
const ENTRY_KEY = contentKey({ gateway: 'varg', account: 'me', hash: HASH })

function uploadOf(key: string, stage: StoredUpload['stage'] = { name: 'queued' }): StoredUpload {
  return { key, tab: 't', path: 'a.png', size: 3, mediaType: 'image/png', gateway: 'varg', stage }
}

function fileOf(text: string, name = 'a.png'): File {
  return new File([text], name, { type: 'image/png', lastModified: 1_234_567 })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Opens the database as a page that ignores all its events. */
async function openUnresponsive(): Promise<IDBDatabase> {
  return done(indexedDB.open('refdrop'))
}

/** Makes the puts in a store throw, or only those that `refuses` selects. */
function refusePuts(refused: string, name: string, refuses = (_value: unknown) => true): void {
  for (const way of ['put', 'add'] as const) {
    const store = IDBObjectStore.prototype[way]
    vi.spyOn(IDBObjectStore.prototype, way).mockImplementation(function (
      this: IDBObjectStore,
      value,
      key,
    ) {
      if (this.name === refused && refuses(value)) throw new DOMException('refused', name)
      return store.call(this, value, key)
    })
  }
}

let store: SessionStore

/** Listens to the loss of `store`. */
let onLost: ReturnType<typeof vi.fn<(loss: StorageLoss) => void>>

beforeEach(async () => {
  onLost = vi.fn()
  await done(indexedDB.deleteDatabase('refdrop'))
  store = await openSessionStore()
  store.onLost(onLost)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Opens the store as the next page does. */
function reload(): Promise<SessionStore> {
  return openSessionStore()
}

describe('the session store', () => {
  it('restores uploads in key order after a reload', async () => {
    const failed = uploadOf('c', {
      name: 'failed',
      problem: { kind: 'no-connection' },
      hash: undefined,
      attempts: 1,
    })
    await store.keep([failed, uploadOf('a'), uploadOf('b')])
    await store.keep([uploadOf('b', { name: 'ready', hash: HASH, attempts: 0 })])
    await store.forget(['a'])
    expect(store.durable()).toBe(true)
    expect(await (await reload()).uploads()).toEqual([
      uploadOf('b', { name: 'ready', hash: HASH, attempts: 0 }),
      failed,
    ])
  })

  it('restores files with their bytes, name, type and date', async () => {
    expect(await store.keepBytes([{ key: 'a', file: fileOf('abc', 'ä b.png') }])).toEqual(['a'])
    const file = await (await reload()).bytes('a')
    expect(file).toBeInstanceOf(File)
    expect([file?.name, file?.type, file?.lastModified]).toEqual([
      'ä b.png',
      'image/png',
      1_234_567,
    ])
    expect(await file?.text()).toBe('abc')
    expect(await store.bytes('b')).toBeUndefined()
  })

  it('forgets an upload and its bytes', async () => {
    await store.keep([uploadOf('a'), uploadOf('b'), uploadOf('c')])
    await store.keepBytes(['a', 'b', 'c'].map((key) => ({ key, file: fileOf(key) })))
    await store.forget(['a'])
    await store.forgetBytes(['b', 'unknown'])
    expect(await store.bytesKeys()).toEqual(['c'])
    expect((await store.uploads()).map(({ key }) => key)).toEqual(['b', 'c'])
  })

  it('lets a file be read after its bytes are forgotten', async () => {
    await store.keepBytes([{ key: 'a', file: fileOf('abc') }])
    const file = await store.bytes('a')
    await store.forgetBytes(['a'])
    expect(await file?.text()).toBe('abc')
  })

  it('leaves a finished upload with an entry to the history, and removes its bytes', async () => {
    const uploaded = uploadOf('a', {
      name: 'uploaded',
      hash: HASH,
      attempts: 1,
      result: RESULT,
      origin: 'new',
    })
    await store.keep([uploadOf('a'), uploadOf('b')])
    await store.keepBytes(['a', 'b'].map((key) => ({ key, file: fileOf(key) })))
    await store.finish([{ upload: uploaded, entry: ENTRY }])
    await store.finish([
      { upload: uploadOf('b', { name: 'canceled', hash: undefined, attempts: 0 }) },
    ])
    const later = await reload()
    expect((await later.uploads()).map(({ stage }) => stage.name)).toEqual(['canceled'])
    expect(await later.bytesKeys()).toEqual([])
    expect(await later.entryKeys()).toEqual([ENTRY_KEY])
    expect(await later.entry(ENTRY_KEY)).toEqual(ENTRY)
    expect(await later.entry('varg me nothing')).toBeUndefined()
  })

  it('finishes before the next request when the history has the content', async () => {
    const known = { ...ENTRY, result: { ...RESULT, deduplicated: true } }
    const ended = uploadOf('a', { name: 'canceled', hash: undefined, attempts: 0 })
    await store.finish([{ upload: ended, entry: ENTRY }])
    const finishing = store.finish([{ upload: ended, entry: known }])
    await Promise.all([finishing, store.forget(['a'])])
    const later = await reload()
    expect(await later.uploads()).toEqual([])
    expect(await later.entry(ENTRY_KEY)).toMatchObject({ paths: ENTRY.paths })
  })

  it.each([false, true])('keeps a later change of what finishes (deduplicated: %s)', async (is) => {
    const entry = { ...ENTRY, result: { ...RESULT, deduplicated: is } }
    const retried = uploadOf('a', { name: 'canceled', hash: undefined, attempts: 1 })
    await store.finish([{ upload: uploadOf('b'), entry }])
    await Promise.all([store.finish([{ upload: uploadOf('a'), entry }]), store.keep([retried])])
    const later = await reload()
    expect(await later.uploads()).toMatchObject([retried])
    expect(await later.entry(ENTRY_KEY)).toMatchObject({ paths: ENTRY.paths })
  })

  it('keeps what the next page needs when an entry is not stored', async () => {
    await store.keep([uploadOf('a')])
    await store.keepBytes([{ key: 'a', file: fileOf('abc') }])
    refusePuts('history', 'DataError')
    const ended = uploadOf('a', { name: 'canceled', hash: undefined, attempts: 0 })
    await store.finish([{ upload: ended, entry: ENTRY }])
    const later = await reload()
    expect(await later.uploads()).toEqual([{ ...ended, entry: ENTRY }])
    expect(await later.bytesKeys()).toEqual([])
    // This page falls back to memory.
    expect(await store.uploads()).toEqual([])
    expect(await store.entry(ENTRY_KEY)).toEqual(ENTRY)
  })

  it('serves two pages concurrently', async () => {
    const other = await openSessionStore()
    await Promise.all([store.keep([uploadOf('a')]), other.keep([uploadOf('b')])])
    await Promise.all([store.forget(['b']), other.keep([uploadOf('c')])])
    expect((await store.uploads()).map(({ key }) => key)).toEqual(['a', 'c'])
    expect(await other.uploads()).toEqual(await store.uploads())
  })

  it('subtracts a margin from the free bytes', async () => {
    const estimate = vi.spyOn(navigator.storage, 'estimate')
    estimate.mockResolvedValue({ quota: 1000, usage: 300 })
    expect(await store.room()).toBe(600)
    estimate.mockResolvedValue({ quota: 1000, usage: 950 })
    expect(await store.room()).toBe(0)
    estimate.mockResolvedValue({ quota: 1e12, usage: 0 })
    expect(await store.room()).toBeGreaterThan(9.99e11)
    vi.spyOn(navigator, 'storage', 'get').mockReturnValue(undefined as unknown as StorageManager)
    expect(await store.room()).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('a stored value', () => {
  async function plant(name: string, values: [value: unknown, key?: string][]): Promise<void> {
    const database = await openUnresponsive()
    const transaction = database.transaction(name, 'readwrite')
    for (const [value, key] of values) transaction.objectStore(name).put(value, key)
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    database.close()
  }

  it('is skipped when it is no valid upload', async () => {
    const hashed = { hash: HASH, attempts: 1 }
    await plant(
      'uploads',
      [
        { key: '1' },
        { ...uploadOf('2'), size: -1 },
        { ...uploadOf('3'), size: '3' },
        { ...uploadOf('4'), gateway: 'elsewhere' },
        { ...uploadOf('5'), stage: 'queued' },
        { ...uploadOf('6'), stage: { name: 'unheard-of' } },
        { ...uploadOf('7'), stage: { name: 'ready', attempts: 1 } },
        { ...uploadOf('8'), stage: { name: 'ready', ...hashed, hash: 'sha256:evil' } },
        { ...uploadOf('9'), stage: { name: 'uploaded', ...hashed, origin: 'new' } },
        { ...uploadOf('A'), stage: { name: 'uploaded', ...hashed, result: { ...RESULT, url: 1 } } },
        { ...uploadOf('B'), stage: { name: 'failed', ...hashed, problem: 'full' } },
        uploadOf('good'),
      ].map((value) => [value]),
    )
    expect(await store.uploads()).toEqual([uploadOf('good')])
    expect(store.durable()).toBe(true)
  })

  it('is skipped when it is no entry of its key', async () => {
    await plant('history', [
      [{ ...ENTRY, at: 'now' }, 'a'],
      [{ ...ENTRY, account: 'you' }, ENTRY_KEY],
      ['text', 'b'],
    ])
    for (const key of ['a', ENTRY_KEY, 'b']) expect(await store.entry(key)).toBeUndefined()
  })

  it('is skipped when it is no readable file', async () => {
    await plant('bytes', [['text', 'a']])
    expect(await store.bytes('a')).toBeUndefined()
    await store.keepBytes([{ key: 'b', file: fileOf('abc') }])
    await store.keepBytes([{ key: 'c', file: await changedFile() }])
    expect(await (await store.bytes('b'))?.text()).toBe('abc')
    expect(await store.bytes('c')).toBeUndefined()
    expect(store.durable()).toBe(true)
  })
})

describe('a failed write of bytes', () => {
  it('skips only a file that has changed on disk', async () => {
    const changed = await changedFile()
    // Chromium refuses it in a profile on disk. In a private window, as here, only the read fails.
    refusePuts('bytes', 'DataError', (file) => file === changed)
    const kept = await store.keepBytes([
      { key: 'a', file: fileOf('abc') },
      { key: 'changed', file: changed },
      { key: 'b', file: fileOf('abc') },
    ])
    expect(kept).toEqual(['a', 'b'])
    expect(await (await reload()).bytesKeys()).toEqual(['a', 'b'])
    expect(await store.keepBytes([{ key: 'alone', file: changed }])).toEqual([])
    expect(store.durable()).toBe(true)
  })

  it.each(['UnknownError', 'DataCloneError', 'DataError', 'InvalidStateError', 'AbortError'])(
    'stores buffers when the browser refuses to store a File (%s)',
    async (name) => {
      refusePuts('bytes', name, (value) => value instanceof Blob)
      const files = ['a', 'b'].map((key) => ({ key, file: fileOf(key, 'ä b.png') }))
      expect(await store.keepBytes(files)).toEqual(['a', 'b'])
      expect(onLost).not.toHaveBeenCalled()
      const file = await (await reload()).bytes('b')
      expect(file).toBeInstanceOf(File)
      expect([file?.name, file?.type, file?.lastModified]).toEqual([
        'ä b.png',
        'image/png',
        1_234_567,
      ])
      expect(await file?.text()).toBe('b')
    },
  )

  it('skips a file that has changed on disk when it stores buffers', async () => {
    refusePuts('bytes', 'UnknownError', (value) => value instanceof Blob)
    await store.keepBytes([{ key: 'first', file: fileOf('abc') }])
    const files = [
      { key: 'a', file: await changedFile() },
      { key: 'b', file: fileOf('abc') },
    ]
    expect(await store.keepBytes(files)).toEqual(['b'])
  })

  it.each([
    ['storage', undefined],
    ['storage', {}],
    ['storage', { estimate: () => Promise.reject(new Error('not now')) }],
    ['storage', { estimate: async () => ({}) }],
  ])('counts the room as infinite when navigator.%s is %o', async (name, value) => {
    const own = vi.spyOn(navigator, name as 'storage', 'get')
    own.mockReturnValue(value as unknown as StorageManager)
    expect(await store.room()).toBe(Number.POSITIVE_INFINITY)
  })

  it.each(['QuotaExceededError', 'DataError'])(
    'keeps the records when there is no room (%s)',
    async (name) => {
      refusePuts('bytes', name)
      const files = ['a', 'b'].map((key) => ({ key, file: fileOf(key) }))
      await expect(store.keepBytes(files)).rejects.toMatchObject({ name: 'QuotaExceededError' })
      await store.keep([uploadOf('a')])
      expect(onLost).not.toHaveBeenCalled()
      const later = await reload()
      expect(await later.uploads()).toEqual([uploadOf('a')])
      expect(await later.bytesKeys()).toEqual([])
    },
  )
})

describe('a browser that stores nothing or stops storing', () => {
  /** Expects that everything works for this page only. */
  async function expectMemoryOnly(lost: SessionStore): Promise<void> {
    expect(lost.durable()).toBe(false)
    expect(await lost.room()).toBe(0)
    await lost.keep([uploadOf('z'), uploadOf('y'), uploadOf('x')])
    const [file, other] = [fileOf('abc'), fileOf('def')]
    const files = [
      { key: 'x', file },
      { key: 'y', file: other },
    ]
    expect(await lost.keepBytes(files)).toEqual(['x', 'y'])
    expect(await lost.bytes('x')).toBe(file)
    await lost.finish([
      { upload: uploadOf('x', { name: 'canceled', hash: undefined, attempts: 0 }), entry: ENTRY },
    ])
    await lost.forget(['z'])
    expect(await lost.uploads()).toEqual([uploadOf('y')])
    expect(await lost.bytesKeys()).toEqual(['y'])
    await lost.forgetBytes(['y'])
    expect(await lost.bytesKeys()).toEqual([])
    expect(await lost.entryKeys()).toEqual([ENTRY_KEY])
    expect(await lost.entry(ENTRY_KEY)).toEqual(ENTRY)
  }

  it('reports a refused open to late listeners', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const refused = await openSessionStore()
    const listener = vi.fn()
    refused.onLost(listener)
    expect(listener).not.toHaveBeenCalled()
    await expectMemoryOnly(refused)
    expect(listener.mock.calls).toEqual([['refused']])
  })

  /** The loss that an open reports. */
  async function lossAtOpening(opening = openSessionStore()): Promise<StorageLoss> {
    const opened = await opening
    return new Promise((resolve) => opened.onLost(resolve))
  }

  it.each<[name: string, loss: StorageLoss]>([
    ['SecurityError', 'refused'],
    ['InvalidStateError', 'refused'],
    ['QuotaExceededError', 'no-room'],
    ['VersionError', 'newer'],
    ['UnknownError', 'broken'],
    ['DataError', 'broken'],
    ['AbortError', 'broken'],
  ])('reports an open that fails with %s as %s', async (name, loss) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('failed', name)
    })
    expect(await lossAtOpening()).toBe(loss)
  })

  it('reports a browser without IndexedDB as refused', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const opening = openSessionStore()
    expect(await lossAtOpening(opening)).toBe('refused')
    vi.unstubAllGlobals()
  })

  it('does not change a newer version of the database', async () => {
    const newer = await done(indexedDB.open('refdrop', 1000))
    newer.close()
    const opened = await openSessionStore()
    await expectMemoryOnly(opened)
    expect(await lossAtOpening(Promise.resolve(opened))).toBe('newer')
  })

  it('reports an upgrade that another page blocks as held', async () => {
    // This closes the connection of this page as well.
    await done(indexedDB.deleteDatabase('refdrop'))
    const unresponsive = await done(indexedDB.open('refdrop', 1))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const opening = openSessionStore()
    // The blocked event comes at any time.
    for (let turn = 0; turn < 20; turn += 1) await indexedDB.databases()
    await vi.advanceTimersByTimeAsync(3000)
    expect(await lossAtOpening(opening)).toBe('held')
    unresponsive.close()
  })

  it('stops waiting for an open after 3 s, and does not block other pages', async () => {
    await store.forget([])
    const unresponsive = await openUnresponsive()
    const deletion = done(indexedDB.deleteDatabase('refdrop'))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const opening = openSessionStore()
    await vi.advanceTimersByTimeAsync(3000)
    await expectMemoryOnly(await opening)
    unresponsive.close()
    await deletion
    await done(indexedDB.deleteDatabase('refdrop'))
  })

  it('reports a full disk once and keeps the records of this page', async () => {
    await store.keep([uploadOf('before')])
    refusePuts('uploads', 'QuotaExceededError')
    await store.keep([uploadOf('now')])
    expect((await store.uploads()).map(({ key }) => key)).toEqual(['before', 'now'])
    await store.forget(['before', 'now'])
    await expectMemoryOnly(store)
    expect(onLost.mock.calls).toEqual([['no-room']])
  })

  it('does not block a newer page', async () => {
    const blocked = vi.fn()
    const request = indexedDB.open('refdrop', 1000)
    request.onblocked = blocked
    const newer = await done(request)
    expect(blocked).not.toHaveBeenCalled()
    expect(onLost).toHaveBeenCalledTimes(1)
    await expectMemoryOnly(store)
    newer.close()
  })

  it.each(['reading', 'writing', 'copying'])('reports a closed database when %s', async (when) => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    transaction.mockImplementation(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    })
    const file = fileOf('abc')
    if (when === 'reading') expect(await store.uploads()).toEqual([])
    else if (when === 'writing') await store.keep([uploadOf('x')])
    else expect(await store.keepBytes([{ key: 'x', file }])).toEqual(['x'])
    expect(onLost).toHaveBeenCalledTimes(1)
    await expectMemoryOnly(store)
  })

  it('keeps the records of an aborted transaction', async () => {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = put.apply(this, given)
      this.transaction.abort()
      return request
    })
    await store.keep([uploadOf('a')])
    expect(await store.uploads()).toEqual([uploadOf('a')])
    expect(onLost).toHaveBeenCalledTimes(1)
  })
})

describe('a record of another build', () => {
  it.each([
    [{ kind: 'from-the-future' }, 'unexpected'],
    [{ kind: 'not-fetched' }, 'unexpected'],
    [{ kind: 'cdn-page', status: 503 }, 'cdn-page'],
  ])('is read with a known problem: %j', (problem, kind) => {
    const upload = {
      key: '1',
      tab: 'a',
      path: 'a.png',
      size: 1,
      mediaType: 'image/png',
      gateway: 'varg',
      stage: { name: 'failed', problem, attempts: 1 },
    }
    const [read] = readUploads([upload])
    expect(read?.stage).toMatchObject({ name: 'failed', problem: { kind } })
    expect(readTabNews({ type: 'uploaded', upload })).toBeUndefined()
  })

  it('is read with the current name of a renamed stage', () => {
    const upload = { key: '1', tab: 'a', path: 'a.png', size: 1, mediaType: '', gateway: 'varg' }
    const stage = { name: 'choose-again', attempts: 2, hash: `sha256:${'a'.repeat(64)}` }
    const [read] = readUploads([{ ...upload, stage }])
    expect(read?.stage).toEqual({ ...stage, name: 'missing-file' })
  })
})
