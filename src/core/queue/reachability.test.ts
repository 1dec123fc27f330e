import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushTasks } from '../testing/played-queue.ts'
import { createReachability, type Reachability } from './reachability.ts'

/** The outcome of a probe. */
let found: Reachability
/** Times of probes, in seconds since the test began. */
let probes: number[]
let states: Reachability[]
let reachability: ReturnType<typeof createReachability>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 })
  found = 'down'
  probes = []
  states = []
  reachability = createReachability(
    async () => {
      probes.push(Date.now() / 1000)
      return found
    },
    (state) => states.push(state),
  )
})

afterEach(() => {
  vi.useRealTimers()
})

/** Advances the time in small steps and runs all tasks after each. */
async function pass(seconds: number): Promise<void> {
  await flushTasks()
  for (let step = 0; step < seconds * 2; step += 1) {
    vi.advanceTimersByTime(500)
    await flushTasks()
  }
}

describe('a connection to a gateway', () => {
  it('is open and not probed without a reason', async () => {
    reachability.lookAgain()
    await pass(600)
    expect([probes, states]).toEqual([[], []])
  })

  it('is probed once when a send broke and it is open', async () => {
    found = 'open'
    reachability.suspect()
    await pass(600)
    expect([probes, states]).toEqual([[0], []])
  })

  it('is probed at growing intervals while it is down', async () => {
    reachability.suspect()
    await pass(50)
    expect(probes).toEqual([0, 1, 3, 7, 15, 30, 45])
    expect(states).toEqual(['down'])
  })

  it('is not probed again when a probe found it open', async () => {
    reachability.suspect()
    await pass(4)
    found = 'open'
    await pass(600)
    expect(probes).toEqual([0, 1, 3, 7])
    expect(states).toEqual(['down', 'open'])
  })

  it('starts over with short intervals when it was open meanwhile', async () => {
    reachability.suspect()
    await pass(20)
    found = 'open'
    await pass(20)
    found = 'down'
    probes.length = 0
    reachability.suspect()
    await pass(3)
    expect(probes).toEqual([40, 41, 43])
  })

  it('notifies only when its state changes', async () => {
    reachability.suspect()
    await pass(2)
    found = 'offline'
    await pass(10)
    found = 'open'
    await pass(60)
    expect(states).toEqual(['down', 'offline', 'open'])
  })

  it('is probed once when several sends break together', async () => {
    for (let send = 0; send < 8; send += 1) reachability.suspect()
    await flushTasks()
    expect(probes).toEqual([0])
    reachability.suspect()
    await flushTasks()
    expect(probes).toEqual([0, 0])
  })

  it('schedules one next probe after several requested ones', async () => {
    for (let count = 0; count < 5; count += 1) {
      reachability.suspect()
      await flushTasks()
    }
    probes.length = 0
    await pass(14)
    expect(probes).toEqual([])
    await pass(2)
    expect(probes).toEqual([15])
  })
})

describe('an offline or online event', () => {
  it('sets the offline state at once and probes after 5 seconds', async () => {
    found = 'open'
    reachability.offline()
    expect(states).toEqual(['offline'])
    await pass(4.5)
    expect(probes).toEqual([])
    await pass(60)
    expect(probes).toEqual([5])
    expect(states).toEqual(['offline', 'open'])
  })

  it('probes repeatedly while the browser stays offline', async () => {
    found = 'offline'
    reachability.offline()
    await pass(12)
    expect(probes).toEqual([5, 6, 8, 12])
    expect(states).toEqual(['offline'])
  })

  it('restarts the 5 seconds and cancels the scheduled probe when it repeats', async () => {
    reachability.suspect()
    await pass(4)
    probes.length = 0
    reachability.offline()
    await pass(4)
    reachability.offline()
    await pass(4.5)
    expect(probes).toEqual([])
    await pass(0.5)
    expect(probes).toEqual([13])
  })

  it('probes at once when the browser is online again', async () => {
    reachability.offline()
    await pass(2)
    found = 'open'
    reachability.lookAgain()
    await pass(60)
    expect(probes).toEqual([2])
    expect(states).toEqual(['offline', 'open'])
  })

  it('probes at once when the browser is online again and the gateway was down', async () => {
    reachability.suspect()
    await pass(20)
    probes.length = 0
    found = 'open'
    reachability.lookAgain()
    await flushTasks()
    expect(probes).toEqual([20])
    expect(states).toEqual(['down', 'open'])
  })
})

describe('an accepted send', () => {
  it('opens the connection and cancels probes', async () => {
    reachability.suspect()
    await pass(1)
    expect(states).toEqual(['down'])
    probes.length = 0
    reachability.proved()
    expect(states).toEqual(['down', 'open'])
    await pass(60)
    expect([probes, states]).toEqual([[], ['down', 'open']])
  })

  it('does not end the offline state', async () => {
    found = 'open'
    reachability.offline()
    reachability.proved()
    expect(states).toEqual(['offline'])
    await pass(60)
    expect([probes, states]).toEqual([[5], ['offline', 'open']])
  })

  it('restarts the probes with short intervals', async () => {
    reachability.suspect()
    await pass(20)
    reachability.proved()
    probes.length = 0
    reachability.suspect()
    await pass(3)
    expect(probes).toEqual([20, 21, 23])
  })

  it('does not notify when the connection is open', () => {
    reachability.proved()
    expect(states).toEqual([])
  })
})

describe('a probe in flight', () => {
  let respond: (state: Reachability) => void

  beforeEach(() => {
    reachability = createReachability(
      () =>
        new Promise((resolve) => {
          respond = resolve
        }),
      (state) => states.push(state),
    )
    reachability.suspect()
  })

  it('does not overrule a later accepted send', async () => {
    reachability.proved()
    respond('down')
    await flushTasks()
    expect(states).toEqual([])
  })

  it('does not overrule a later offline event', async () => {
    reachability.offline()
    respond('open')
    await flushTasks()
    expect(states).toEqual(['offline'])
  })
})

it('probes again when an offline event overtook a probe', async () => {
  let count = 0
  let respond: (state: Reachability) => void = () => {}
  reachability = createReachability(
    () => {
      count += 1
      return new Promise((resolve) => {
        respond = resolve
      })
    },
    (state) => states.push(state),
  )
  reachability.suspect()
  reachability.offline()
  vi.advanceTimersByTime(5_100)
  respond('open')
  await flushTasks()
  vi.advanceTimersByTime(60_000)
  respond('open')
  await flushTasks()
  expect({ states, count }).toEqual({ states: ['offline', 'open'], count: 2 })
})
