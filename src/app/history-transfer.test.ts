import { beforeEach, describe, expect, it, vi } from 'vitest'
import { writeHistoryFile } from '../core/history/history-file.ts'
import { EMPTY_DRAFT } from '../core/request/draft.ts'
import { createDrafts, type NamedDraft } from '../core/request/drafts.ts'
import { keepDrafts } from '../core/testing/kept-drafts.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import { readDraft } from '../storage/draft-store.ts'
import { createMemoryRecords } from '../storage/memory-records.ts'
import { createTransfer } from './history-transfer.ts'

const A = entryOf({ digits: 'a', name: 'shot 10.png', label: 'mine', media: { width: 4 } })
const B = entryOf({ digits: 'b', name: 'shot 2.png' })
const BOX = entryOf({ digits: 'c', gateway: 'sandbox' })
const [OURS, THEIRS] = ['data:image/webp;base64,AAAA', 'data:image/webp;base64,BBBB']

let records: ReturnType<typeof createMemoryRecords>
let drafts: ReturnType<typeof keepDrafts>
let transfer: TransferPorts
const onImported = vi.fn()
const onProgress = vi.fn()

beforeEach(async () => {
  onImported.mockClear()
  onProgress.mockReset()
  records = createMemoryRecords()
  drafts = keepDrafts()
  transfer = createTransfer(records, onImported, drafts.tab())
  await records.putEntries([A, B, BOX], new Map([[A.hash, OURS]]))
})

const importInto = (ports: TransferPorts, file: File, signal = new AbortController().signal) =>
  ports.importFrom(file, signal, onProgress)

async function exported(): Promise<File> {
  const { text } = await transfer.exportAs('json', 'varg')
  return new File([text], 'history.json')
}

it('exports all entries except removed ones and ones without a web URL', async () => {
  await records.putEntries([entryOf({ digits: 'd', removed: true })], new Map())
  await records.putEntries([entryOf({ digits: 'e', result: { url: 'javascript:0' } })], new Map())
  const file = await exported()
  const other = createMemoryRecords()
  const outcome = await importInto(createTransfer(other, onImported, keepDrafts().tab()), file)
  expect(outcome).toEqual({ added: 3, back: 0, merged: 0, requests: 0, skipped: 0 })
  const imported = [A, B, BOX].map((entry) => ({ ...entry, imported: true }))
  expect(await other.history()).toEqual(imported)
  expect(await other.thumbnail(A.hash)).toBe(OURS)
  expect(onImported).toHaveBeenCalledTimes(1)
  expect((await transfer.exportAs('json', 'varg')).count).toBe(3)
})

it('exports references of one gateway by name, and a table of all entries', async () => {
  const refs = await transfer.exportAs('refs', 'varg')
  expect(refs).toMatchObject({ name: 'refs.ts', count: 2 })
  expect(refs.text.indexOf('MINE_REF')).toBeLessThan(refs.text.indexOf('SHOT_2_REF'))
  expect(refs.text).not.toContain('export const')
  expect((await transfer.exportAs('csv', 'varg')).text.trim().split('\r\n')).toHaveLength(4)
})

it('keeps local entries when a file is imported twice', async () => {
  const file = await exported()
  await records.changeEntries(
    (await records.history()).map(({ gateway, account, hash }) => `${gateway} ${account} ${hash}`),
    (entry) => (entry.hash === A.hash ? { ...entry, label: 'renamed' } : entry),
    new Map([[A.hash, THEIRS]]),
  )
  expect(await importInto(transfer, file)).toMatchObject({ added: 0, back: 0, merged: 3 })
  expect(await records.history()).toEqual([{ ...A, label: 'renamed' }, B, BOX])
  expect(await records.thumbnail(A.hash)).toBe(THEIRS)
})

it('restores removed entries when they are imported', async () => {
  const file = await exported()
  await records.putEntries([{ ...A, removed: true }], new Map())
  expect(await importInto(transfer, file)).toMatchObject({ added: 0, back: 1, merged: 2 })
  expect((await records.history())[0]?.removed).toBeUndefined()
})

it.each([
  ['{"app":"other"}', 'foreign'],
  ['no JSON', 'not-json'],
])('rejects %s and changes nothing', async (text, reason) => {
  await expect(importInto(transfer, new File([text], 'x'))).rejects.toMatchObject({
    problem: { kind: 'not-a-history', reason },
  })
  expect(await records.history()).toEqual([A, B, BOX])
  expect(onImported).not.toHaveBeenCalled()
})

it('reports a file that is too large, and missing space', async () => {
  const huge = new File(['{}'], 'huge')
  Object.defineProperty(huge, 'size', { value: 300 * 1024 * 1024 })
  await expect(importInto(transfer, huge)).rejects.toMatchObject({ problem: { reason: 'huge' } })
  const file = await exported()
  records.putEntries = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))
  await expect(importInto(transfer, file)).rejects.toMatchObject({ problem: { kind: 'no-room' } })
})

describe('requests', () => {
  const named = (id: string, prompt: string) =>
    readDraft(id, { ...EMPTY_DRAFT, prompt }) as NamedDraft
  const promptsIn = (kept: typeof drafts) =>
    Array.from(kept.stored.values(), ({ draft }) => draft.prompt).sort()

  beforeEach(() => {
    for (const one of [named('a', 'dusk'), named('b', 'dawn')]) drafts.stored.set(one.id, one)
  })

  it('are exported beside the entries', async () => {
    expect(await transfer.exportAs('json', 'varg')).toMatchObject({ count: 3, requests: 2 })
    expect(await transfer.exportAs('csv', 'varg')).not.toHaveProperty('requests')
  })

  it('are added where they are missing, and nothing is overwritten', async () => {
    const file = await exported()
    const other = keepDrafts()
    other.stored.set('a', named('a', 'ours'))
    const ports = createTransfer(createMemoryRecords(), onImported, other.tab())
    expect(await importInto(ports, file)).toMatchObject({ added: 3, requests: 2, skipped: 0 })
    expect(promptsIn(other)).toEqual(['dawn', 'dusk', 'ours'])
    expect(await importInto(ports, file)).toMatchObject({ merged: 3, requests: 0 })
    expect(promptsIn(other)).toHaveLength(3)
  })

  it('update the requests of the page', async () => {
    const file = await exported()
    const tab = keepDrafts().tab()
    const page = createDrafts(tab)
    await importInto(createTransfer(records, onImported, tab), file)
    expect(page.get().all).toHaveLength(3)
  })

  it('are skipped and counted when they are damaged or too many', async () => {
    const file = JSON.parse(await (await exported()).text())
    file.requests.push({ id: 'c', prompt: 5 }, 'text')
    const damaged = new File([JSON.stringify(file)], 'history.json')
    expect(await importInto(transfer, damaged)).toMatchObject({ requests: 0, skipped: 2 })
    const [first] = file.requests
    file.requests = Array.from({ length: 510 }, (_, index) => ({ ...first, id: `x${index}` }))
    const long = new File([JSON.stringify(file)], 'history.json')
    expect(await importInto(transfer, long)).toMatchObject({ requests: 500, skipped: 10 })
  })

  it('and entries stay as they were when there is no room for all requests', async () => {
    const file = await exported()
    const [other, kept] = [createMemoryRecords(), keepDrafts()]
    kept.setRoom(1)
    const ports = createTransfer(other, onImported, kept.tab())
    await expect(importInto(ports, file)).rejects.toMatchObject({ problem: { kind: 'no-room' } })
    expect(await other.history()).toEqual([])
    expect(kept.stored.size).toBe(0)
    expect(onImported).not.toHaveBeenCalled()
  })

  it('are not added when there is no room for the entries', async () => {
    const file = await exported()
    const [other, kept] = [createMemoryRecords(), keepDrafts()]
    other.putEntries = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))
    const ports = createTransfer(other, onImported, kept.tab())
    await expect(importInto(ports, file)).rejects.toMatchObject({ problem: { kind: 'no-room' } })
    expect(kept.stored.size).toBe(0)
  })
})

describe('a long import', () => {
  const others = Array.from({ length: 1200 }, (_, index) =>
    entryOf({ digits: index.toString(16).padStart(4, '0'), name: `${index}.png` }),
  )
  const longFile = () => new File([writeHistoryFile(others, new Map(), 0)], 'history.json')

  it('reports its progress after at most 250 entries', async () => {
    expect(await importInto(transfer, longFile())).toMatchObject({ added: 1200 })
    expect(onProgress.mock.calls.flat()).toEqual([
      ...[250, 500, 750, 1000].map((done) => ({ done })),
      // Records in memory are written in one step.
      { done: 1200, of: 1200 },
    ])
    expect(await records.history()).toHaveLength(1203)
  })

  it('lets the page paint after each slice that it reads, merges or counts', async () => {
    const breaks = vi.spyOn(globalThis, 'setTimeout')
    await importInto(transfer, longFile())
    // 1,200 entries are five slices. The last one of the file is read to its end without a break.
    const [read, known, merged, counted] = [4, 1, 5, 5]
    expect(breaks).toHaveBeenCalledTimes(read + known + merged + counted)
    breaks.mockRestore()
  })

  it.each([500, 1000])('changes nothing when it is canceled after %i entries', async (after) => {
    const controller = new AbortController()
    onProgress.mockImplementation(({ done }) => done === after && controller.abort())
    await expect(importInto(transfer, longFile(), controller.signal)).rejects.toThrow(/abort/)
    expect(onProgress).toHaveBeenCalledTimes(after / 250)
    expect(await records.history()).toEqual([A, B, BOX])
    expect(onImported).not.toHaveBeenCalled()
  })
})
