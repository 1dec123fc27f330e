import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushTasks } from '../testing/played-queue.ts'
import { createTimers } from './timers.ts'

const NOW = 1_000_000
const DAY = 86_400_000

let timers: ReturnType<typeof createTimers>
let callback: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW })
  timers = createTimers()
  callback = vi.fn()
})

afterEach(() => {
  vi.useRealTimers()
})

/** An event that the test resolves or rejects. */
function createEvent() {
  let come = () => {}
  let fail = (_reason: Error) => {}
  let given: AbortSignal | undefined
  const event = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      given = signal
      come = resolve
      fail = reject
    })
  return {
    event,
    come: () => come(),
    fail: (reason: Error) => fail(reason),
    isAborted: () => given?.aborted,
  }
}

describe('a timer at a time', () => {
  it('calls back once at its time', () => {
    timers.at(1, NOW + 500, callback)
    vi.advanceTimersByTime(499)
    expect(callback).not.toHaveBeenCalled()
    vi.advanceTimersByTime(DAY)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('calls back asynchronously when its time has passed', () => {
    timers.at(1, NOW - 500, callback)
    expect(callback).not.toHaveBeenCalled()
    vi.advanceTimersByTime(0)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('does not wait longer when the clock is set back', () => {
    vi.useFakeTimers({ now: NOW })
    timers = createTimers()
    timers.at(1, NOW + 40_000, callback)
    vi.setSystemTime(NOW - DAY)
    vi.advanceTimersByTime(39_999)
    expect(callback).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('calls back soon after a device slept past its time', () => {
    vi.useFakeTimers({ now: NOW })
    timers = createTimers()
    timers.at(1, NOW + DAY, callback)
    vi.setSystemTime(NOW + DAY)
    vi.advanceTimersByTime(30_000)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('waits beyond the maximum delay of setTimeout', () => {
    timers.at(1, NOW + 60 * DAY, callback)
    vi.advanceTimersByTime(20 * DAY)
    expect(callback).not.toHaveBeenCalled()
  })

  it('does not call back when it is canceled', () => {
    const other = vi.fn()
    timers.at(1, NOW + 500, callback)
    timers.at(2, NOW + 500, other)
    timers.cancel(1)
    timers.cancel(1)
    timers.cancel(3)
    vi.advanceTimersByTime(DAY)
    expect(callback).not.toHaveBeenCalled()
    expect(other).toHaveBeenCalledTimes(1)
  })

  it('replaces the former timer of its file', () => {
    const former = vi.fn()
    timers.at(1, NOW + 500, former)
    timers.at(1, NOW + 100, callback)
    vi.advanceTimersByTime(DAY)
    expect(former).not.toHaveBeenCalled()
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('may set the next timer in its callback', () => {
    timers.at(1, NOW + 100, () => timers.at(1, NOW + 200, callback))
    vi.advanceTimersByTime(200)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('ignores a cancel after it has called back', () => {
    timers.at(1, NOW, callback)
    vi.advanceTimersByTime(0)
    timers.cancel(1)
    expect(callback).toHaveBeenCalledTimes(1)
  })
})

describe('a timer at an event', () => {
  it('calls back when the event resolves', async () => {
    const { event, come } = createEvent()
    timers.when(1, event, callback)
    await flushTasks()
    expect(callback).not.toHaveBeenCalled()
    come()
    await flushTasks()
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('does not call back or throw when the event rejects', async () => {
    const { event, fail } = createEvent()
    timers.when(1, event, callback)
    fail(new Error('no event'))
    await flushTasks()
    expect(callback).not.toHaveBeenCalled()
    timers.at(1, NOW + 1, callback)
    vi.advanceTimersByTime(1)
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('aborts the event and does not call back when it is canceled', async () => {
    const { event, come, isAborted } = createEvent()
    timers.when(1, event, callback)
    expect(isAborted()).toBe(false)
    timers.cancel(1)
    expect(isAborted()).toBe(true)
    come()
    await flushTasks()
    expect(callback).not.toHaveBeenCalled()
  })

  it('replaces a timer at a time and is replaced by one', async () => {
    const { event, come, isAborted } = createEvent()
    const former = vi.fn()
    timers.at(1, NOW + 100, former)
    timers.when(1, event, former)
    timers.at(1, NOW + 200, callback)
    expect(isAborted()).toBe(true)
    come()
    await flushTasks()
    vi.advanceTimersByTime(DAY)
    expect(former).not.toHaveBeenCalled()
    expect(callback).toHaveBeenCalledTimes(1)
  })
})
