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

it('takes in what is uploaded, soon and merged with what was known', async () => {
  await open()
  history.apply({ ...A, paths: ['other.png'], label: '', at: A.at + 5 })
  history.apply(C)
  expect(shown()).toEqual([A, B])
  vi.advanceTimersByTime(1000)
  expect(shown()).toMatchObject([{ paths: [A.paths[0], 'other.png'], at: A.at + 5 }, B, C])
  expect(history.ports.at(C.result.url)).toEqual(C)
})

it('loses nothing that is uploaded while it is still being read', async () => {
  const opening = open()
  history.apply(C)
  vi.advanceTimersByTime(1000)
  expect(shown()).toBeUndefined()
  expect(await opening).toEqual([A, B, C])
})

it('shows a label at once, keeps it, and tells the other tabs', async () => {
  await open()
  const saving = history.ports.setLabel(A, 'Dinesh')
  expect(shown()).toMatchObject([{ label: 'Dinesh' }, B])
  await saving
  expect(await records.history()).toMatchObject([{ label: 'Dinesh' }, B])
  expect(posted).toEqual([{ type: 'history', changed: [{ ...A, label: 'Dinesh' }] }])
})

it('takes back what cannot be kept, and says that there is no room', async () => {
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

it('hides and shows again, and what is shown again is as it was', async () => {
  await open()
  await history.ports.setRemoved([A, B], true)
  expect(await records.history()).toMatchObject([{ removed: true }, { removed: true }])
  await history.ports.setRemoved([A, B], false)
  expect(await records.history()).toEqual([A, B].map((entry) => ({ ...entry, removed: undefined })))
})

it('forgets what was disproved, also where it was not shown yet', async () => {
  await open()
  history.apply(C)
  history.forget([contentKey(A), contentKey(C)])
  vi.advanceTimersByTime(1000)
  expect(shown()).toEqual([B])
})

describe('before all is read', () => {
  const updatedAt = () => queryClient.getQueryState(HISTORY_KEY)?.dataUpdatedAt
  let answer: (entries: HistoryEntry[]) => void

  beforeEach(async () => {
    records.newest = async () => [B]
    records.history = () => new Promise((resolve) => (answer = resolve))
    await history.showNewest()
  })

  it('shows the newest, and says that they are not all', async () => {
    expect(shown()).toEqual([B])
    const reading = history.readAll()
    history.onMessage([C])
    expect(shown()).toEqual([B, C])
    expect(updatedAt()).toBe(NOT_ALL)
    answer([A, B])
    expect(await reading).toEqual([A, B, C])
    expect(updatedAt()).not.toBe(NOT_ALL)
  })

  it('says nothing where nothing is remembered', async () => {
    queryClient.clear()
    records.newest = async () => []
    await history.showNewest()
    expect(shown()).toBeUndefined()
  })

  it('keeps what is changed, and takes back what could not be', async () => {
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

it('hears what other tabs changed, and reads anew where that was much', async () => {
  await open()
  history.onMessage([{ ...B, label: 'theirs' }, C])
  expect(shown()).toEqual([A, { ...B, label: 'theirs' }, C])
  history.onMessage(undefined)
  await vi.runAllTimersAsync()
  expect(shown()).toEqual([A, B])
})

it('keeps changes in their order, whatever was gathered before them', async () => {
  await open()
  const look = history.describe(contentKey(A), { width: 4 }, new Map())
  await look
  history.apply({ ...B, at: B.at + 1 })
  await history.ports.setLabel(A, 'new')
  await history.ports.setRemoved([B], true)
  vi.advanceTimersByTime(1000)
  expect(shown()).toMatchObject([
    { label: 'new', media: { width: 4 } },
    { removed: true, at: B.at + 1 },
  ])
})

it('makes known at once what came in the last moment', async () => {
  await open()
  history.apply(C)
  expect(history.ports.at(C.result.url)).toBeUndefined()
  history.ports.flush()
  expect(history.ports.at(C.result.url)).toEqual(C)
})

it('loses nothing that is changed while it is read anew', async () => {
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

it('hears other tabs while it is read for the first time', async () => {
  const opening = open()
  history.onMessage([{ ...A, label: 'theirs' }])
  expect(await opening).toMatchObject([{ label: 'theirs' }, B])
})

it('takes back a change that failed, and not the one after it', async () => {
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

it('knows a URL by the key that used it last', async () => {
  await open()
  const other = { ...A, account: 'other', at: A.at + 1 }
  history.onMessage([other])
  expect(history.ports.at(A.result.url)).toEqual(other)
  history.onMessage([{ ...other, removed: true }])
  expect(history.ports.at(A.result.url)).toEqual(A)
})

it('keeps what is shown where the records of before cannot be read any more', async () => {
  await open()
  isWhole = false
  records.history = async () => [C]
  history.onMessage(undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(shown()).toEqual([A, B, C])
})

it('tells its listeners of the history alone, and no more once they have gone', async () => {
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

it('has a picture for what the browser has looked at', async () => {
  await open()
  await history.describe(contentKey(A), { width: 4, height: 3 }, new Map([[A.hash, 'data:a']]))
  vi.advanceTimersByTime(1000)
  expect(shown()).toMatchObject([{ media: { width: 4, height: 3 } }, B])
  expect(posted).toMatchObject([{ type: 'history', changed: [{ media: { width: 4 } }] }])
  expect(await history.ports.thumbnail(A.hash)).toBe('data:a')
  expect(await history.ports.thumbnail(B.hash)).toBeNull()
  await history.describe('varg me sha256:gone', {}, new Map())
  expect(await records.history()).toHaveLength(2)
})
