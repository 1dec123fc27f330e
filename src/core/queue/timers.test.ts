import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settle } from '../testing/played-queue.ts'
import { createTimers } from './timers.ts'

const NOW = 1_000_000
const DAY = 86_400_000

let timers: ReturnType<typeof createTimers>
let wake: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW })
  timers = createTimers()
  wake = vi.fn()
})

afterEach(() => {
  vi.useRealTimers()
})

/** An event that the test lets come, or fail. */
function waitFor() {
  let come = () => {}
  let fail = (_reason: Error) => {}
  let heard: AbortSignal | undefined
  const event = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      heard = signal
      come = resolve
      fail = reject
    })
  return {
    event,
    come: () => come(),
    fail: (reason: Error) => fail(reason),
    isAborted: () => heard?.aborted,
  }
}

describe('a wakeup at a time', () => {
  it('comes then, and once', () => {
    timers.at(1, NOW + 500, wake)
    vi.advanceTimersByTime(499)
    expect(wake).not.toHaveBeenCalled()
    vi.advanceTimersByTime(DAY)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('that has passed comes soon, but never before the caller goes on', () => {
    timers.at(1, NOW - 500, wake)
    expect(wake).not.toHaveBeenCalled()
    vi.advanceTimersByTime(0)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('comes no later than it was away at first when the clock is set back', () => {
    vi.useFakeTimers({ now: NOW })
    timers = createTimers()
    timers.at(1, NOW + 40_000, wake)
    vi.setSystemTime(NOW - DAY)
    vi.advanceTimersByTime(39_999)
    expect(wake).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('comes as soon as the clock says so when a device slept', () => {
    vi.useFakeTimers({ now: NOW })
    timers = createTimers()
    timers.at(1, NOW + DAY, wake)
    vi.setSystemTime(NOW + DAY)
    vi.advanceTimersByTime(30_000)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('that no timer of the platform can hold does not come at once', () => {
    timers.at(1, NOW + 60 * DAY, wake)
    vi.advanceTimersByTime(20 * DAY)
    expect(wake).not.toHaveBeenCalled()
  })

  it('does not come when it is canceled; the others do', () => {
    const other = vi.fn()
    timers.at(1, NOW + 500, wake)
    timers.at(2, NOW + 500, other)
    timers.cancel(1)
    timers.cancel(1)
    timers.cancel(3)
    vi.advanceTimersByTime(DAY)
    expect(wake).not.toHaveBeenCalled()
    expect(other).toHaveBeenCalledTimes(1)
  })

  it('takes the place of the one that its file had', () => {
    const former = vi.fn()
    timers.at(1, NOW + 500, former)
    timers.at(1, NOW + 100, wake)
    vi.advanceTimersByTime(DAY)
    expect(former).not.toHaveBeenCalled()
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('may set the next one', () => {
    timers.at(1, NOW + 100, () => timers.at(1, NOW + 200, wake))
    vi.advanceTimersByTime(200)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('is over when it has come: canceling does nothing', () => {
    timers.at(1, NOW, wake)
    vi.advanceTimersByTime(0)
    timers.cancel(1)
    expect(wake).toHaveBeenCalledTimes(1)
  })
})

describe('a wakeup at an event', () => {
  it('comes with the event', async () => {
    const { event, come } = waitFor()
    timers.when(1, event, wake)
    await settle()
    expect(wake).not.toHaveBeenCalled()
    come()
    await settle()
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('never comes where the event fails, and nothing is thrown', async () => {
    const { event, fail } = waitFor()
    timers.when(1, event, wake)
    fail(new Error('no event'))
    await settle()
    expect(wake).not.toHaveBeenCalled()
    timers.at(1, NOW + 1, wake)
    vi.advanceTimersByTime(1)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('is told to stop when it is canceled, and does not come even if the event does', async () => {
    const { event, come, isAborted } = waitFor()
    timers.when(1, event, wake)
    expect(isAborted()).toBe(false)
    timers.cancel(1)
    expect(isAborted()).toBe(true)
    come()
    await settle()
    expect(wake).not.toHaveBeenCalled()
  })

  it('gives way to a time, and a time to it', async () => {
    const { event, come, isAborted } = waitFor()
    const former = vi.fn()
    timers.at(1, NOW + 100, former)
    timers.when(1, event, former)
    timers.at(1, NOW + 200, wake)
    expect(isAborted()).toBe(true)
    come()
    await settle()
    vi.advanceTimersByTime(DAY)
    expect(former).not.toHaveBeenCalled()
    expect(wake).toHaveBeenCalledTimes(1)
  })
})
