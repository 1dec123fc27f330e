import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPartLoader, type Finding } from './part-loader.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function failing(times: number) {
  let tries = 0
  return vi.fn(async () => {
    tries += 1
    if (tries <= times) throw new TypeError('Failed to fetch')
    return 'part'
  })
}

describe('the part loader', () => {
  it('retries with growing pauses when a part cannot be loaded', async () => {
    const { load, state } = createPartLoader(pause)
    const work = failing(3)
    const loading = load(work)
    await vi.advanceTimersByTimeAsync(2999)
    expect([work.mock.calls.length, state.get()]).toEqual([2, 'waiting'])
    await vi.advanceTimersByTimeAsync(4001)
    expect(await loading).toBe('part')
    expect([work.mock.calls.length, state.get()]).toEqual([4, 'fine'])
  })

  it('pauses for at most 30 seconds when a part keeps failing', async () => {
    const pauses: number[] = []
    const { load } = createPartLoader(async (milliseconds) => void pauses.push(milliseconds))
    await load(failing(7))
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('stops retrying and changes its state when the build was replaced', async () => {
    const { load, state, judgeBy } = createPartLoader(pause)
    judgeBy(async () => 'replaced')
    const listener = vi.fn()
    state.subscribe(listener)
    const work = failing(1)
    const loaded = vi.fn()
    void load(work).then(loaded)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(work).toHaveBeenCalledTimes(1)
    expect(loaded).not.toHaveBeenCalled()
    expect(state.get()).toBe('replaced')
    expect(listener).toHaveBeenCalled()
  })

  it('is stuck while a part fails although the server has it', async () => {
    const { load, state, judgeBy } = createPartLoader(pause)
    judgeBy(async () => 'available')
    const loading = load(failing(3))
    // The network may have come back between the import and the question.
    await vi.advanceTimersByTimeAsync(0)
    expect(state.get()).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1000)
    expect(state.get()).toBe('stuck')
    await vi.advanceTimersByTimeAsync(6000)
    expect(await loading).toBe('part')
    expect(state.get()).toBe('fine')
  })

  it('is not stuck when the server had the part in only one of two failures', async () => {
    const { load, state, judgeBy } = createPartLoader(pause)
    const findings: Finding[] = ['available', 'unknown', 'available']
    judgeBy(async () => findings.shift() ?? 'unknown')
    const states: string[] = []
    state.subscribe(() => states.push(state.get()))
    const loading = load(failing(3))
    await vi.advanceTimersByTimeAsync(7000)
    expect(await loading).toBe('part')
    expect(states).toEqual(['waiting', 'fine'])
  })

  it('is fine when every part is loaded', async () => {
    const { load, state } = createPartLoader(pause)
    const both = [load(failing(1)), load(failing(2))]
    await vi.advanceTimersByTimeAsync(1000)
    expect(state.get()).toBe('waiting')
    await vi.advanceTimersByTimeAsync(2000)
    await Promise.all(both)
    expect(state.get()).toBe('fine')
  })

  it('says that a newer build is ready until that is dismissed', async () => {
    const { load, state, offerNewer, dismissNewer } = createPartLoader(pause)
    offerNewer()
    expect(state.get()).toBe('newer')
    // The page still works, so parts are loaded as before.
    const loading = load(failing(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(state.get()).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await loading).toBe('part')
    expect(state.get()).toBe('newer')
    dismissNewer()
    expect(state.get()).toBe('fine')
  })

  it('asks for a reload once, also when a newer build is ready', async () => {
    const { load, state, offerNewer, judgeBy } = createPartLoader(pause)
    judgeBy(async () => 'replaced')
    void load(failing(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(state.get()).toBe('replaced')
    offerNewer()
    expect(state.get()).toBe('replaced')
  })
})
