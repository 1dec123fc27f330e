import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../core/api/content.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { TabNews } from '../core/session/stored.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import { HISTORY_KEY, historyQuery, NOT_ALL } from '../features/uploads/list/history-ports.ts'
import { createMemoryRecords } from '../storage/memory-records.ts'
import { createHistory } from './history-cache.ts'

const A = entryOf({ digits: 'a' })
const B = entryOf({ digits: 'b' })
const C = entryOf({ digits: 'c' })

let queryClient: QueryClient
let records: ReturnType<typeof createMemoryRecords>
let posted: TabNews[]
let isWhole: boolean
let history: ReturnType<typeof createHistory>

beforeEach(async () => {
  vi.useFakeTimers()
  queryClient = new QueryClient()
  records = createMemoryRecords()
  posted = []
  await records.putEntries([A, B], new Map())
  isWhole = true
  history = createHistory(queryClient, {
    records,
    isWhole: () => isWhole,
    gateway: () => 'varg',
    post: (news) => posted.push(news),
  })
})

afterEach(() => {
  queryClient.clear()
  vi.useRealTimers()
})

const open = () => queryClient.fetchQuery(historyQuery(history.ports))
const shown = () => queryClient.getQueryData(historyQuery(history.ports).queryKey)

it('merges uploaded entries into the list when their batch is due', async () => {
  await open()
  history.apply({ ...A, paths: ['other.png'], label: '', at: A.at + 5 })
  history.apply(C)
  expect(shown()).toEqual([A, B])
  vi.advanceTimersByTime(1000)
  expect(shown()).toMatchObject([{ paths: [A.paths[0], 'other.png'], at: A.at + 5 }, B, C])
  expect(history.ports.at(C.result.url)).toEqual(C)
})

it('keeps uploaded entries when they come during the first read', async () => {
  const opening = open()
  history.apply(C)
  vi.advanceTimersByTime(1000)
  expect(shown()).toBeUndefined()
  expect(await opening).toEqual([A, B, C])
})

it('shows, stores and broadcasts a label when it is set', async () => {
  await open()
  const saving = history.ports.setLabel(A, 'Dinesh')
  expect(shown()).toMatchObject([{ label: 'Dinesh' }, B])
  await saving
  expect(await records.history()).toMatchObject([{ label: 'Dinesh' }, B])
  expect(posted).toEqual([{ type: 'history', changed: [{ ...A, label: 'Dinesh' }] }])
})

it('reverts a change and reports missing space when it cannot be stored', async () => {
  await open()
  records.changeEntries = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))
  const removing = expect(history.ports.setRemoved([A], true)).rejects.toMatchObject({
    problem: { kind: 'no-room' },
  })
  expect(shown()).toMatchObject([{ removed: true }, B])
  await removing
  expect(shown()).toEqual([A, B])
  expect(posted).toEqual([])
})

it('restores an entry unchanged when its removal is undone', async () => {
  await open()
  await history.ports.setRemoved([A, B], true)
  expect(await records.history()).toMatchObject([{ removed: true }, { removed: true }])
  await history.ports.setRemoved([A, B], false)
  expect(await records.history()).toEqual([A, B].map((entry) => ({ ...entry, removed: undefined })))
})

it('stores, shows and broadcasts entries of another source, joined with those of their key', async () => {
  await open()
  const join = (former: HistoryEntry, entry: HistoryEntry) => ({ ...former, title: entry.title })
  const titled = { ...A, title: 'Cat' }
  await history.addAll([titled, C], join)
  expect(shown()).toEqual([titled, B, C])
  expect(await records.history()).toEqual([titled, B, C])
  expect(posted).toEqual([{ type: 'history', changed: [titled, C] }])
})

it('shows no entries of another source when they cannot be stored', async () => {
  await open()
  records.putEntries = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))
  await expect(history.addAll([C], (_, entry) => entry)).rejects.toMatchObject({
    problem: { kind: 'no-room' },
  })
  expect(shown()).toEqual([A, B])
})

it('reads the whole history only when a part of it is shown', async () => {
  const read = vi.spyOn(records, 'history')
  expect(await history.whole()).toEqual([A, B])
  expect(await history.whole()).toBe(shown())
  expect(read).toHaveBeenCalledOnce()
})

it('forgets entries with a mismatch, even before they are shown', async () => {
  await open()
  history.apply(C)
  history.forget([contentKey(A), contentKey(C)])
  vi.advanceTimersByTime(1000)
  expect(shown()).toEqual([B])
})

describe('before the first read has ended', () => {
  const updatedAt = () => queryClient.getQueryState(HISTORY_KEY)?.dataUpdatedAt
  let answer: (entries: HistoryEntry[]) => void

  beforeEach(async () => {
    records.newest = async () => [B]
    records.history = () => new Promise((resolve) => (answer = resolve))
    await history.showNewest()
  })

  it('shows the newest entries and marks the list as partial', async () => {
    expect(shown()).toEqual([B])
    const reading = history.readAll()
    history.onMessage([C])
    expect(shown()).toEqual([B, C])
    expect(updatedAt()).toBe(NOT_ALL)
    answer([A, B])
    expect(await reading).toEqual([A, B, C])
    expect(updatedAt()).not.toBe(NOT_ALL)
  })

  it('shows no list when the history is empty', async () => {
    queryClient.clear()
    records.newest = async () => []
    await history.showNewest()
    expect(shown()).toBeUndefined()
  })

  it('keeps stored changes and reverts the others', async () => {
    const reading = history.readAll()
    const { changeEntries } = records
    records.changeEntries = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))
    const failing = history.ports.setLabel(B, 'first')
    expect(shown()).toMatchObject([{ label: 'first' }])
    await expect(failing).rejects.toMatchObject({ problem: { kind: 'no-room' } })
    expect(shown()).toEqual([B])
    records.changeEntries = changeEntries
    await history.ports.setRemoved([B], true)
    answer([A, { ...B }])
    expect(await reading).toEqual([A, { ...B, removed: true }])
  })
})

it('applies the changes of other tabs, and reads all entries when there are many', async () => {
  await open()
  history.onMessage([{ ...B, label: 'theirs' }, C])
  expect(shown()).toEqual([A, { ...B, label: 'theirs' }, C])
  history.onMessage(undefined)
  await vi.runAllTimersAsync()
  expect(shown()).toEqual([A, B])
})

it('keeps changes in their order when a batch is pending', async () => {
  await open()
  history.describe(contentKey(A), { width: 4 }, new Map())
  await vi.advanceTimersByTimeAsync(0)
  history.apply({ ...B, at: B.at + 1 })
  await history.ports.setLabel(A, 'new')
  await history.ports.setRemoved([B], true)
  vi.advanceTimersByTime(1000)
  expect(shown()).toMatchObject([
    { label: 'new', media: { width: 4 } },
    { removed: true, at: B.at + 1 },
  ])
})

it('applies the pending batch when it is flushed', async () => {
  await open()
  history.apply(C)
  expect(history.ports.at(C.result.url)).toBeUndefined()
  history.ports.flush()
  expect(history.ports.at(C.result.url)).toEqual(C)
})

it('keeps changes when they come during a second read', async () => {
  await open()
  const found = await records.history()
  let answer: (entries: typeof found) => void = () => {}
  records.history = () => new Promise((resolve) => (answer = resolve))
  history.onMessage(undefined)
  await vi.advanceTimersByTimeAsync(0)
  await history.ports.setLabel(A, 'typed')
  history.onMessage([{ ...B, removed: true }])
  answer(found)
  await vi.advanceTimersByTimeAsync(0)
  expect(shown()).toMatchObject([{ label: 'typed' }, { removed: true }])
})

it('applies changes of other tabs during the first read', async () => {
  const opening = open()
  history.onMessage([{ ...A, label: 'theirs' }])
  expect(await opening).toMatchObject([{ label: 'theirs' }, B])
})

it('reverts a failed change and keeps the change after it', async () => {
  await open()
  const { changeEntries } = records
  let fail: () => void = () => {}
  records.changeEntries = () =>
    new Promise((_, reject) => {
      fail = () => reject(new DOMException('Full.', 'QuotaExceededError'))
    })
  const first = history.ports.setLabel(A, 'first')
  records.changeEntries = changeEntries
  await history.ports.setLabel(A, 'second')
  fail()
  await expect(first).rejects.toMatchObject({ problem: { kind: 'no-room' } })
  expect(shown()).toMatchObject([{ label: 'second' }, B])
})

it('finds a URL by its latest entry when two accounts have it', async () => {
  await open()
  const other = { ...A, account: 'other', at: A.at + 1 }
  history.onMessage([other])
  expect(history.ports.at(A.result.url)).toEqual(other)
  history.onMessage([{ ...other, removed: true }])
  expect(history.ports.at(A.result.url)).toEqual(A)
})

it('keeps the shown entries when the stored ones can no longer be read', async () => {
  await open()
  isWhole = false
  records.history = async () => [C]
  history.onMessage(undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(shown()).toEqual([A, B, C])
})

it('notifies listeners of history changes only, until they unsubscribe', async () => {
  await open()
  const listener = vi.fn()
  const unsubscribe = history.ports.subscribe(listener)
  queryClient.setQueryData(['else'], 1)
  await vi.runAllTimersAsync()
  expect(listener).not.toHaveBeenCalled()
  history.onMessage([C])
  await vi.runAllTimersAsync()
  expect(listener).toHaveBeenCalled()
  unsubscribe()
  listener.mockClear()
  history.onMessage([A])
  await vi.runAllTimersAsync()
  expect(listener).not.toHaveBeenCalled()
})

it('has a thumbnail when the file was probed', async () => {
  await open()
  history.describe(contentKey(A), { width: 4, height: 3 }, new Map([[A.hash, 'data:a']]))
  await vi.advanceTimersByTimeAsync(1000)
  expect(shown()).toMatchObject([{ media: { width: 4, height: 3 } }, B])
  expect(posted).toMatchObject([{ type: 'history', changed: [{ media: { width: 4 } }] }])
  expect(await history.ports.thumbnail(A.hash)).toBe('data:a')
  expect(await history.ports.thumbnail(B.hash)).toBeNull()
  history.describe('varg me sha256:gone', {}, new Map())
  await vi.advanceTimersByTimeAsync(1000)
  expect(await records.history()).toHaveLength(2)
})

it('writes descriptions together when they follow each other', async () => {
  await open()
  const write = vi.spyOn(records, 'changeEntries')
  history.describe(contentKey(A), { width: 1 }, new Map())
  history.describe(contentKey(B), { width: 2 }, new Map([[B.hash, 'data:b']]))
  history.describe(contentKey(A), { width: 3 }, new Map([[A.hash, 'data:a']]))
  await vi.advanceTimersByTimeAsync(2000)
  expect(write.mock.calls.map(([keys]) => keys)).toEqual([
    [contentKey(A)],
    [contentKey(B), contentKey(A)],
  ])
  expect(shown()).toMatchObject([{ media: { width: 3 } }, { media: { width: 2 } }])
  expect(await Promise.all([A, B].map(({ hash }) => history.ports.thumbnail(hash)))).toEqual([
    'data:a',
    'data:b',
  ])
})
