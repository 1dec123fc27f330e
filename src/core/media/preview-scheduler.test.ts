import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPreviewScheduler, type PreviewTask } from './preview-scheduler.ts'

type Outcome = Awaited<ReturnType<PreviewTask['run']>>

let started: string[]
let ends: Map<string, (outcome: Outcome) => void>

beforeEach(() => {
  vi.useFakeTimers()
  started = []
  ends = new Map()
})

afterEach(() => vi.useRealTimers())

function made(name: string, lane = 'still'): PreviewTask {
  return {
    lane,
    run: (attempt) => {
      started.push(attempt > 0 ? `${name} ${attempt}` : name)
      return new Promise((resolve) => ends.set(name, resolve))
    },
  }
}

async function end(name: string, outcome: Outcome = 'done'): Promise<void> {
  ends.get(name)?.(outcome)
  await vi.advanceTimersByTimeAsync(0)
}

const two = () => createPreviewScheduler(() => 2)

describe('the preview scheduler', () => {
  it('runs two tasks at a time when its room is two', async () => {
    const { show } = two()
    for (const name of ['a', 'b', 'c', 'd']) show(made(name))
    expect(started).toEqual(['a', 'b'])
    await end('b')
    expect(started).toEqual(['a', 'b', 'c'])
  })

  it('runs files in view first when others were wanted before', async () => {
    const { show, want } = two()
    for (const name of ['a', 'b', 'c', 'd']) want(made(name))
    show(made('seen 1'))
    show(made('seen 2'))
    expect(started).toEqual(['a', 'b'])
    await end('a')
    await end('b')
    expect(started).toEqual(['a', 'b', 'seen 1', 'seen 2'])
    await end('seen 1')
    await end('seen 2')
    expect(started.slice(4)).toEqual(['d', 'c'])
  })

  it('does not start a task when it leaves the view before its turn', async () => {
    const { show } = two()
    show(made('a'))
    show(made('b'))
    const hide = show(made('c'))
    show(made('d'))
    hide()
    hide()
    await end('a')
    expect(started).toEqual(['a', 'b', 'd'])
  })

  it('keeps a task for later when it leaves the view and is wanted', async () => {
    let roomForLater = 0
    const { show, want, update } = createPreviewScheduler((_, inView) =>
      inView ? 1 : roomForLater,
    )
    show(made('a'))
    const task = made('b')
    const hide = show(task)
    want(task)
    hide()
    await end('a')
    expect(started).toEqual(['a'])
    roomForLater = 1
    update()
    expect(started).toEqual(['a', 'b'])
  })

  it('keeps a task in view when one of two views is left', async () => {
    const { show } = createPreviewScheduler((_, inView) => (inView ? 1 : 0))
    show(made('a'))
    const task = made('b')
    show(task)
    show(task)()
    await end('a')
    expect(started).toEqual(['a', 'b'])
  })

  it('counts each lane by itself', () => {
    const { show } = createPreviewScheduler((lane) => (lane === 'moving' ? 1 : 2))
    for (const name of ['film 1', 'film 2']) show(made(name, 'moving'))
    for (const name of ['a', 'b', 'c']) show(made(name))
    expect(started).toEqual(['film 1', 'a', 'b'])
  })

  it('runs a task again at once when it continues in another lane', async () => {
    const { show } = two()
    const task = made('a')
    show(task)
    task.lane = 'other'
    await end('a', 'next')
    expect(started).toEqual(['a', 'a'])
  })

  it('tries again after growing pauses when the time runs out', async () => {
    const { show } = two()
    show(made('a'))
    await end('a', 'late')
    await vi.advanceTimersByTimeAsync(1_999)
    expect(started).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    expect(started).toEqual(['a', 'a 1'])
    await end('a', 'late')
    await vi.advanceTimersByTimeAsync(7_999)
    expect(started).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    for (let attempt = 2; attempt < 12; attempt += 1) {
      await end('a', 'late')
      await vi.advanceTimersByTimeAsync(5 * 60_000)
      expect(started.at(-1)).toBe(`a ${attempt + 1}`)
    }
    await end('a')
    await vi.advanceTimersByTimeAsync(60 * 60_000)
    expect(started.at(-1)).toBe('a 12')
  })

  it('gives the turn to others while a task pauses', async () => {
    const { show } = createPreviewScheduler(() => 1)
    show(made('a'))
    show(made('b'))
    await end('a', 'late')
    expect(started).toEqual(['a', 'b'])
  })

  it('does not try again when no view needs the task any more', async () => {
    const { show } = two()
    const hide = show(made('a'))
    await end('a', 'late')
    hide()
    const hideSecond = show(made('b'))
    hideSecond()
    await end('b', 'late')
    await vi.runAllTimersAsync()
    expect(started).toEqual(['a', 'b'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps the newest 200 tasks for later, and shows the others when they come into view', async () => {
    let room = 0
    const { show, want, update } = createPreviewScheduler(() => room)
    const tasks = Array.from({ length: 203 }, (_, index) => made(`${index}`))
    for (const task of tasks) want(task)
    room = 1000
    update()
    expect(started).toHaveLength(200)
    expect(started[0]).toBe('202')
    expect(started.at(-1)).toBe('3')
    show(tasks[0] as PreviewTask)
    expect(started.at(-1)).toBe('0')
  })

  it('starts nothing when there is no room, until there is', () => {
    let room = 0
    const { show, update } = createPreviewScheduler(() => room)
    show(made('a'))
    expect(started).toEqual([])
    room = 1
    update()
    expect(started).toEqual(['a'])
  })
})
