import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ListItem, listEntry, uploadRowKey } from '../../../core/request/list-item.ts'
import { entryOf } from '../../../core/testing/made-entries.ts'
import { fileNamed, finishAll, flushTasks, playQueue } from '../../../core/testing/played-queue.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import { createListController, type ListController } from './list-controller.ts'

const earlier = ['a', 'b', 'c'].map((digits) => listEntry(entryOf({ digits })))
const now: ListItem = { ...listEntry(entryOf({ digits: 'd' })), key: uploadRowKey(7) }
const all = [now, ...earlier]
/** A row whose file has no URL. */
const queued = { key: uploadRowKey(8) }
const keys = all.map(({ key }) => key)

const stageOf = (name: Stage['name']) => ({ name, attempts: 0, hash: 'h' }) as unknown as Stage
const uploads = new Map<number, { id: number; path: string; stage: Stage }>()

const setRemoved = vi.fn(async () => {})
const restore = vi.fn()
const queue = { remove: vi.fn(), add: vi.fn(), cancel: vi.fn(() => restore) }
const continueIntake = vi.fn()
const cancelIntake = () => continueIntake
const flush = vi.fn()
const at = vi.fn()
let controller: ListController

function show(rows: readonly { key: string }[]): void {
  controller.show({
    order: () => rows.map(({ key }) => key),
    find: (key) => all.find((row) => row.key === key && rows.includes(row)),
    heading: 'Just now',
  })
}

const sentence = () => controller.undo.offer.get()?.sentence

beforeEach(() => {
  vi.clearAllMocks()
  uploads.clear()
  uploads.set(7, { id: 7, path: 'd', stage: stageOf('uploaded') })
  uploads.set(8, { id: 8, path: 'e', stage: stageOf('hashing') })
  // Only the methods that it calls.
  const store = { get: (id: number) => uploads.get(id), all: () => uploads.values() }
  const history = { setRemoved, flush, at }
  const ports = { store, queue, history, cancelIntake }
  controller = createListController(ports as unknown as Parameters<typeof createListController>[0])
  show([queued, ...all])
})

describe('the selection', () => {
  it('returns the chosen rows in list order', () => {
    controller.toggle(keys[2] ?? '')
    controller.toggle(keys[0] ?? '')
    controller.toggle(queued.key)
    expect(controller.chosen()).toEqual([now, earlier[1]])
    expect(controller.chosenKeys()).toEqual([queued.key, keys[0], keys[2]])
  })

  it('drops rows when they are no longer shown', () => {
    controller.chooseAll()
    show(all.slice(1, 3))
    expect(controller.chosen()).toEqual(earlier.slice(0, 2))
    expect(controller.isChosen(keys[0] ?? '')).toBe(false)
  })
})

describe('a removal', () => {
  it('is undone when the history can be written', async () => {
    controller.chooseAll()
    await controller.remove([now, ...earlier.slice(0, 1)])
    const entries = [now.entry, earlier[0]?.entry]
    expect(setRemoved.mock.calls).toEqual([[entries, true]])
    expect(queue.remove.mock.calls).toEqual([[[7]]])
    expect(controller.selection().chosen.size).toBe(3)
    expect(sentence()).toBe('2 files removed. Their URLs still work.')
    await controller.undo.take()
    expect(setRemoved.mock.lastCall).toEqual([entries, false])
    expect(queue.add.mock.lastCall?.[0]).toMatchObject([{ id: 7, stage: { name: 'uploaded' } }])
    expect(sentence()).toBeUndefined()
  })

  it('adds to the former one while that can be undone', async () => {
    at.mockReturnValueOnce(now.entry)
    await controller.remove([{ ...now, entry: undefined }])
    expect(flush).toHaveBeenCalled()
    expect(sentence()).toBe('Removed from history. The URL still works.')
    await controller.remove(earlier.slice(0, 1))
    await controller.undo.take()
    expect(setRemoved.mock.lastCall).toEqual([[now.entry, earlier[0]?.entry], false])
    await controller.remove(earlier.slice(1, 2))
    await controller.undo.take()
    expect(setRemoved.mock.lastCall).toEqual([[earlier[1]?.entry], false])
  })

  it('starts a file again when it is undone before the file was uploaded', async () => {
    await controller.remove([queued])
    expect(setRemoved).not.toHaveBeenCalled()
    await controller.undo.take()
    expect(queue.add.mock.lastCall?.[0]).toMatchObject([{ id: 8, stage: { name: 'queued' } }])
  })

  it('changes nothing when the history cannot be written', async () => {
    setRemoved.mockRejectedValueOnce(new Error('full'))
    await expect(controller.remove([now])).rejects.toThrow('full')
    expect(queue.remove).not.toHaveBeenCalled()
    expect(sentence()).toBeUndefined()
  })
})

describe('the undo of actions on all files', () => {
  function open() {
    const play = playQueue()
    play.queue.open('varg', 'me')
    const history = { setRemoved, flush, at }
    const ports = { ...play, history, cancelIntake } as unknown as Parameters<
      typeof createListController
    >[0]
    const stages = () => Array.from(play.store.all(), ({ path, stage }) => `${path}: ${stage.name}`)
    return { ...play, stages, controller: createListController(ports) }
  }

  it('puts canceled files back in the queue at their places', async () => {
    const { queue, stages, hashes, sends, controller: real } = open()
    queue.add(['a', 'b', 'c'].map((path) => fileNamed(path)))
    await finishAll(hashes)
    real.cancelAll()
    expect(stages()).toEqual(['a: canceled', 'b: canceled', 'c: canceled'])
    await real.undo.take()
    await flushTasks()
    await finishAll(sends)
    await finishAll(sends)
    expect(stages()).toEqual(['a: uploaded', 'b: uploaded', 'c: uploaded'])
  })

  it('puts cleared files back before the others', async () => {
    const { queue, stages, hashes, sends, controller: real } = open()
    queue.add(['a', 'b'].map((path) => fileNamed(path)))
    await finishAll(hashes)
    await finishAll(sends)
    queue.pause()
    queue.add([fileNamed('c')])
    real.clearFinished()
    expect(stages()).toEqual(['c: queued'])
    await real.undo.take()
    expect(stages().slice(0, 2)).toEqual(['a: uploaded', 'b: uploaded'])
  })
})

describe('actions on all files', () => {
  it('cancel files and put them back with those still inspected when that is undone', async () => {
    controller.cancelAll()
    expect(queue.cancel.mock.calls).toEqual([[[8]]])
    expect(sentence()).toBe('1 upload canceled.')
    expect([restore, continueIntake].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
    await controller.undo.take()
    expect([restore, continueIntake].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
  })

  it('leave a canceled file alone when it was sent again before the undo', async () => {
    const play = playQueue()
    const ports = { ...play, history: {}, cancelIntake } as unknown
    const real = createListController(ports as Parameters<typeof createListController>[0])
    play.queue.add([fileNamed('a')])
    await finishAll(play.hashes)
    real.cancelAll()
    play.queue.retry([1])
    await flushTasks()
    await real.undo.take()
    expect([play.stages(), play.sends.length]).toEqual([['uploading'], 1])
  })

  it('clear finished files and put them back when that is undone', async () => {
    controller.clearFinished()
    expect(queue.remove.mock.calls).toEqual([[[7]]])
    expect(sentence()).toBe('1 file cleared from the list.')
    await controller.undo.take()
    expect(queue.add.mock.lastCall?.[0]).toMatchObject([{ id: 7, stage: { name: 'uploaded' } }])
  })

  it('offer nothing when they apply to no file', () => {
    uploads.clear()
    controller.cancelAll()
    controller.clearFinished()
    expect(sentence()).toBeUndefined()
  })
})

it('closes a preview when its row is no longer shown', () => {
  controller.preview(keys[1])
  show(all.slice(2))
  expect(controller.previewed()).toBeUndefined()
})

it('notifies listeners of changes only', () => {
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
