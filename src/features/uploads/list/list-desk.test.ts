import { beforeEach, expect, it, vi } from 'vitest'
import { type Listed, listEntry, uploadRowKey } from '../../../core/request/listed.ts'
import { entryOf } from '../../../core/testing/made-entries.ts'
import { createListDesk, type ListDesk, removalWords } from './list-desk.ts'

const earlier = ['a', 'b', 'c'].map((digits) => listEntry(entryOf({ digits })))
const now: Listed = { ...listEntry(entryOf({ digits: 'd' })), key: uploadRowKey(7) }
const all = [now, ...earlier]
/** What the uploads have behind the row of now. */
const upload = { id: 7, path: 'd' }
const keys = all.map(({ key }) => key)

const setRemoved = vi.fn(async () => {})
const removeUploads = vi.fn()
const addUploads = vi.fn()
const settle = vi.fn()
const at = vi.fn()
let desk: ListDesk

function show(rows: readonly Listed[]): void {
  desk.show({
    order: () => rows.map(({ key }) => key),
    find: (key) => rows.find((row) => row.key === key),
  })
}

beforeEach(() => {
  vi.clearAllMocks()
  // Only what it uses of them.
  const store = { get: (id: number) => (id === 7 ? upload : undefined) }
  const queue = { remove: removeUploads, add: addUploads }
  const history = { setRemoved, settle, at }
  desk = createListDesk({ store, queue, history } as unknown as Parameters<
    typeof createListDesk
  >[0])
  show(all)
})

it('gives what is chosen in the order shown, whatever the order of choosing', () => {
  desk.toggle(keys[2] ?? '')
  desk.toggle(keys[0] ?? '')
  expect(desk.chosen()).toEqual([now, earlier[1]])
  desk.chooseAll()
  desk.toggle(keys[1] ?? '')
  expect(desk.chosen()).toEqual([now, earlier[1], earlier[2]])
})

it('lets go of what is not shown any more', () => {
  desk.chooseAll()
  show(all.slice(1, 3))
  expect(desk.chosen()).toEqual(earlier.slice(0, 2))
  expect(desk.isChosen(keys[0] ?? '')).toBe(false)
})

it('removes rows from the history and from the uploads of now, and can take that back', async () => {
  desk.chooseAll()
  await desk.remove([now, ...earlier.slice(0, 1)])
  const entries = [now.entry, earlier[0]?.entry]
  expect(setRemoved.mock.calls).toEqual([[entries, true]])
  expect(removeUploads.mock.calls).toEqual([[[7]]])
  expect(desk.removed()).toEqual(entries)
  expect(desk.selection().chosen.size).toBe(2)
  await desk.takeBack()
  expect(setRemoved.mock.lastCall).toEqual([entries, false])
  expect(addUploads.mock.calls).toEqual([[[upload]]])
  expect(desk.removed()).toEqual([])
})

it('puts no upload back twice, nor one whose removal was dismissed', async () => {
  await desk.remove([now])
  await desk.takeBack()
  await desk.takeBack()
  await desk.remove([now])
  desk.dismiss()
  await desk.takeBack()
  expect(addUploads.mock.calls).toEqual([[[upload]], [[]], [[]]])
})

it('finds what was uploaded a moment ago, and forgets no removal before it is taken back', async () => {
  at.mockReturnValueOnce(now.entry)
  await desk.remove([{ ...now, entry: undefined }])
  expect(settle).toHaveBeenCalled()
  await desk.remove(earlier.slice(0, 1))
  expect(desk.removed()).toEqual([now.entry, earlier[0]?.entry])
  await desk.takeBack()
  expect(setRemoved.mock.lastCall).toEqual([[now.entry, earlier[0]?.entry], false])
})

it('closes a preview whose row has gone', () => {
  desk.preview(keys[1])
  show(all.slice(2))
  expect(desk.previewed()).toBeUndefined()
})

it('does nothing at all where it cannot be kept', async () => {
  setRemoved.mockRejectedValueOnce(new Error('full'))
  await expect(desk.remove([now])).rejects.toThrow('full')
  expect(removeUploads).not.toHaveBeenCalled()
  expect(desk.removed()).toEqual([])
})

it('tells its listeners of what changed, and of nothing else', () => {
  const listener = vi.fn()
  const unsubscribe = desk.subscribe(listener)
  desk.toggle(keys[0] ?? '')
  show(all)
  expect(listener).toHaveBeenCalledTimes(1)
  desk.preview(keys[1])
  expect(desk.previewed()).toBe(keys[1])
  unsubscribe()
  desk.chooseNone()
  expect(listener).toHaveBeenCalledTimes(2)
})

it('says what becomes of the files themselves', () => {
  expect(removalWords(1)).toMatch(/^1 file removed from the history\. It stays at the gateway/)
  expect(removalWords(3)).toMatch(/^3 files removed from the history\. They stay at the gateway/)
})
