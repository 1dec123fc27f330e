import { beforeEach, expect, it, vi } from 'vitest'
import { type ListItem, listEntry, uploadRowKey } from '../../../core/request/list-item.ts'
import { entryOf } from '../../../core/testing/made-entries.ts'
import { createListController, type ListController, removalWords } from './list-controller.ts'

const earlier = ['a', 'b', 'c'].map((digits) => listEntry(entryOf({ digits })))
const now: ListItem = { ...listEntry(entryOf({ digits: 'd' })), key: uploadRowKey(7) }
const all = [now, ...earlier]
/** What the uploads have behind the row of now. */
const upload = { id: 7, path: 'd' }
const keys = all.map(({ key }) => key)

const setRemoved = vi.fn(async () => {})
const removeUploads = vi.fn()
const addUploads = vi.fn()
const flush = vi.fn()
const at = vi.fn()
let controller: ListController

function show(rows: readonly ListItem[]): void {
  controller.show({
    order: () => rows.map(({ key }) => key),
    find: (key) => rows.find((row) => row.key === key),
  })
}

beforeEach(() => {
  vi.clearAllMocks()
  // Only what it uses of them.
  const store = { get: (id: number) => (id === 7 ? upload : undefined) }
  const queue = { remove: removeUploads, add: addUploads }
  const history = { setRemoved, flush, at }
  controller = createListController({ store, queue, history } as unknown as Parameters<
    typeof createListController
  >[0])
  show(all)
})

it('gives what is chosen in the order shown, whatever the order of choosing', () => {
  controller.toggle(keys[2] ?? '')
  controller.toggle(keys[0] ?? '')
  expect(controller.chosen()).toEqual([now, earlier[1]])
  controller.chooseAll()
  controller.toggle(keys[1] ?? '')
  expect(controller.chosen()).toEqual([now, earlier[1], earlier[2]])
})

it('lets go of what is not shown any more', () => {
  controller.chooseAll()
  show(all.slice(1, 3))
  expect(controller.chosen()).toEqual(earlier.slice(0, 2))
  expect(controller.isChosen(keys[0] ?? '')).toBe(false)
})

it('removes rows from the history and from the uploads of now, and can take that back', async () => {
  controller.chooseAll()
  await controller.remove([now, ...earlier.slice(0, 1)])
  const entries = [now.entry, earlier[0]?.entry]
  expect(setRemoved.mock.calls).toEqual([[entries, true]])
  expect(removeUploads.mock.calls).toEqual([[[7]]])
  expect(controller.removed()).toEqual(entries)
  expect(controller.selection().chosen.size).toBe(2)
  await controller.takeBack()
  expect(setRemoved.mock.lastCall).toEqual([entries, false])
  expect(addUploads.mock.calls).toEqual([[[upload]]])
  expect(controller.removed()).toEqual([])
})

it('puts no upload back twice, nor one whose removal was dismissed', async () => {
  await controller.remove([now])
  await controller.takeBack()
  await controller.takeBack()
  await controller.remove([now])
  controller.dismiss()
  await controller.takeBack()
  expect(addUploads.mock.calls).toEqual([[[upload]], [[]], [[]]])
})

it('finds what was uploaded a moment ago, and forgets no removal before it is taken back', async () => {
  at.mockReturnValueOnce(now.entry)
  await controller.remove([{ ...now, entry: undefined }])
  expect(flush).toHaveBeenCalled()
  await controller.remove(earlier.slice(0, 1))
  expect(controller.removed()).toEqual([now.entry, earlier[0]?.entry])
  await controller.takeBack()
  expect(setRemoved.mock.lastCall).toEqual([[now.entry, earlier[0]?.entry], false])
})

it('closes a preview whose row has gone', () => {
  controller.preview(keys[1])
  show(all.slice(2))
  expect(controller.previewed()).toBeUndefined()
})

it('does nothing at all where it cannot be kept', async () => {
  setRemoved.mockRejectedValueOnce(new Error('full'))
  await expect(controller.remove([now])).rejects.toThrow('full')
  expect(removeUploads).not.toHaveBeenCalled()
  expect(controller.removed()).toEqual([])
})

it('tells its listeners of what changed, and of nothing else', () => {
  const listener = vi.fn()
  const unsubscribe = controller.subscribe(listener)
  controller.toggle(keys[0] ?? '')
  show(all)
  expect(listener).toHaveBeenCalledTimes(1)
  controller.preview(keys[1])
  expect(controller.previewed()).toBe(keys[1])
  unsubscribe()
  controller.chooseNone()
  expect(listener).toHaveBeenCalledTimes(2)
})

it('says what becomes of the files themselves', () => {
  expect(removalWords(1)).toMatch(/^1 file removed from the history\. It stays at the gateway/)
  expect(removalWords(3)).toMatch(/^3 files removed from the history\. They stay at the gateway/)
})
