import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settle } from '../testing/played-queue.ts'
import { createReachability, type Way } from './reachability.ts'

/** What a look finds now. */
let found: Way
/** When was looked, in seconds since the test began. */
let looks: number[]
let told: Way[]
let reachability: ReturnType<typeof createReachability>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 })
  found = 'down'
  looks = []
  told = []
  reachability = createReachability(
    async () => {
      looks.push(Date.now() / 1000)
      return found
    },
    (way) => told.push(way),
  )
})

afterEach(() => {
  vi.useRealTimers()
})

/** Lets time pass in small steps, with all that happens meanwhile. */
async function pass(seconds: number): Promise<void> {
  await settle()
  for (let step = 0; step < seconds * 2; step += 1) {
    vi.advanceTimersByTime(500)
    await settle()
  }
}

describe('the way to a gateway', () => {
  it('is open, and nobody looks while there is no reason to', async () => {
    reachability.lookAgain()
    await pass(600)
    expect([looks, told]).toEqual([[], []])
  })

  it('is looked at once when something broke, and that is all where it is open', async () => {
    found = 'open'
    reachability.suspect()
    await pass(600)
    expect([looks, told]).toEqual([[0], []])
  })

  it('is looked at again and again while it is down, with more and more patience', async () => {
    reachability.suspect()
    await pass(50)
    expect(looks).toEqual([0, 1, 3, 7, 15, 30, 45])
    expect(told).toEqual(['down'])
  })

  it('is open as soon as a look finds it so; then nobody looks any more', async () => {
    reachability.suspect()
    await pass(4)
    found = 'open'
    await pass(600)
    expect(looks).toEqual([0, 1, 3, 7])
    expect(told).toEqual(['down', 'open'])
  })

  it('is looked at soon again after it was open meanwhile', async () => {
    reachability.suspect()
    await pass(20)
    found = 'open'
    await pass(20)
    found = 'down'
    looks.length = 0
    reachability.suspect()
    await pass(3)
    expect(looks).toEqual([40, 41, 43])
  })

  it('is told only when it is another: down, offline, open', async () => {
    reachability.suspect()
    await pass(2)
    found = 'offline'
    await pass(10)
    found = 'open'
    await pass(60)
    expect(told).toEqual(['down', 'offline', 'open'])
  })

  it('is looked at once where several sends break at once', async () => {
    for (let send = 0; send < 8; send += 1) reachability.suspect()
    await settle()
    expect(looks).toEqual([0])
    reachability.suspect()
    await settle()
    expect(looks).toEqual([0, 0])
  })

  it('has one next look, however many looks a person asked for meanwhile', async () => {
    for (let look = 0; look < 5; look += 1) {
      reachability.suspect()
      await settle()
    }
    looks.length = 0
    await pass(14)
    expect(looks).toEqual([])
    await pass(2)
    expect(looks).toEqual([15])
  })
})

describe('the browser’s word', () => {
  it('that it is offline is believed at once, and doubted after 5 seconds', async () => {
    found = 'open'
    reachability.offline()
    expect(told).toEqual(['offline'])
    await pass(4.5)
    expect(looks).toEqual([])
    await pass(60)
    expect(looks).toEqual([5])
    expect(told).toEqual(['offline', 'open'])
  })

  it('is looked into again and again where it was right', async () => {
    found = 'offline'
    reachability.offline()
    await pass(12)
    expect(looks).toEqual([5, 6, 8, 12])
    expect(told).toEqual(['offline'])
  })

  it('begins the 5 seconds anew each time, and ends the looks that were due', async () => {
    reachability.suspect()
    await pass(4)
    looks.length = 0
    reachability.offline()
    await pass(4)
    reachability.offline()
    await pass(4.5)
    expect(looks).toEqual([])
    await pass(0.5)
    expect(looks).toEqual([13])
  })

  it('that it is online is looked into at once', async () => {
    reachability.offline()
    await pass(2)
    found = 'open'
    reachability.lookAgain()
    await pass(60)
    expect(looks).toEqual([2])
    expect(told).toEqual(['offline', 'open'])
  })

  it('that it is online is looked into at once also where the gateway was down', async () => {
    reachability.suspect()
    await pass(20)
    looks.length = 0
    found = 'open'
    reachability.lookAgain()
    await settle()
    expect(looks).toEqual([20])
    expect(told).toEqual(['down', 'open'])
  })
})

describe('a send that came through', () => {
  it('proves that the gateway is not down, and nobody looks', async () => {
    reachability.suspect()
    await pass(1)
    expect(told).toEqual(['down'])
    looks.length = 0
    reachability.proved()
    expect(told).toEqual(['down', 'open'])
    await pass(60)
    expect([looks, told]).toEqual([[], ['down', 'open']])
  })

  it('proves nothing against the browser’s word: that is looked into', async () => {
    found = 'open'
    reachability.offline()
    reachability.proved()
    expect(told).toEqual(['offline'])
    await pass(60)
    expect([looks, told]).toEqual([[5], ['offline', 'open']])
  })

  it('makes the next looks come soon again', async () => {
    reachability.suspect()
    await pass(20)
    reachability.proved()
    looks.length = 0
    reachability.suspect()
    await pass(3)
    expect(looks).toEqual([20, 21, 23])
  })

  it('is nothing to tell where the way is open', () => {
    reachability.proved()
    expect(told).toEqual([])
  })
})

describe('a look that is under way', () => {
  let answer: (way: Way) => void

  beforeEach(() => {
    reachability = createReachability(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
      (way) => told.push(way),
    )
    reachability.suspect()
  })

  it('does not overrule a send that came through since', async () => {
    reachability.proved()
    answer('down')
    await settle()
    expect(told).toEqual([])
  })

  it('does not overrule the browser’s word since', async () => {
    reachability.offline()
    answer('open')
    await settle()
    expect(told).toEqual(['offline'])
  })
})

it('a look that was overtaken while the way is not open is made once more', async () => {
  let looked = 0
  let answer: (way: Way) => void = () => {}
  reachability = createReachability(
    () => {
      looked += 1
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    (way) => told.push(way),
  )
  reachability.suspect()
  reachability.offline()
  vi.advanceTimersByTime(5_100)
  answer('open')
  await settle()
  vi.advanceTimersByTime(60_000)
  answer('open')
  await settle()
  expect({ told, looked }).toEqual({ told: ['offline', 'open'], looked: 2 })
})
