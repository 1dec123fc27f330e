import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

const MINUTE = 60_000

/** Sends in flight that all began after the limiter opened. */
const sends = (count: number) => () => count

describe('the rate limiter', () => {
  it('accepts any number of sends while no limit is known', () => {
    expect(createRateLimiter().room(sends(5), 0)).toBe(Number.POSITIVE_INFINITY)
  })

  it('opens with one send after a 429, and widens with each accepted send', () => {
    const limiter = createRateLimiter()
    limiter.limited(MINUTE, 0)
    expect(limiter.closedUntil(0)).toBe(MINUTE)
    expect(limiter.room(sends(0), MINUTE - 1)).toBe(0)
    expect(limiter.room(sends(0), MINUTE)).toBe(1)
    expect(limiter.room(sends(1), MINUTE)).toBe(0)
    limiter.accepted(MINUTE)
    expect(limiter.room(sends(0), MINUTE)).toBe(2)
    limiter.accepted(MINUTE)
    expect(limiter.room(sends(1), MINUTE)).toBe(2)
  })

  it('ignores sends that began before it closed', () => {
    const limiter = createRateLimiter()
    limiter.limited(MINUTE, 0)
    const oneThatHangs = (since: number) => (since <= 0 ? 1 : 0)
    expect(limiter.room(oneThatHangs, MINUTE)).toBe(1)
  })

  it('extends but does not shorten the wait when a second 429 follows', () => {
    const limiter = createRateLimiter()
    limiter.limited(MINUTE, 0)
    limiter.limited(MINUTE / 2, 1)
    expect(limiter.closedUntil(1)).toBe(MINUTE)
    limiter.limited(2 * MINUTE, 2)
    expect(limiter.closedUntil(2)).toBe(2 * MINUTE)
  })

  it('doubles the wait after each 429 in a row, up to a minute', () => {
    const limiter = createRateLimiter()
    const waits: number[] = []
    let now = 0
    for (let refusals = 0; refusals < 10; refusals += 1) {
      limiter.limited(now + 500, now)
      const until = limiter.closedUntil(now) ?? now
      waits.push(until - now)
      now = until
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  })

  it('waits for the time of the gateway when that is longer than the growing wait', () => {
    const limiter = createRateLimiter()
    limiter.limited(500, 0)
    limiter.limited(500 + 41_000, 500)
    expect(limiter.closedUntil(500)).toBe(41_500)
    limiter.limited(41_500 + 90_000, 41_500)
    expect(limiter.closedUntil(41_500)).toBe(131_500)
  })

  it('counts the 429s of one wait once, and starts over after a success or a reset', () => {
    const limiter = createRateLimiter()
    for (const now of [0, 10, 20]) limiter.limited(now + 500, now)
    expect(limiter.closedUntil(20)).toBe(520)
    limiter.accepted(600)
    limiter.limited(1_100, 600)
    expect(limiter.closedUntil(600)).toBe(1_100)
    limiter.reset()
    limiter.limited(1_700, 1_200)
    expect(limiter.closedUntil(1_200)).toBe(1_700)
  })

  it('opens with one send when it is reopened, and waits longer after the next 429', () => {
    const limiter = createRateLimiter()
    limiter.limited(MINUTE, 0)
    limiter.reopen(1_000)
    expect([limiter.closedUntil(1_000), limiter.room(sends(0), 1_000)]).toEqual([undefined, 1])
    limiter.limited(1_500, 1_000)
    expect(limiter.closedUntil(1_000)).toBe(1_000 + MINUTE)
  })

  it('starts no more sends than calls remain', () => {
    const limiter = createRateLimiter()
    limiter.noteResponse({ remaining: 3, resetAt: MINUTE }, 0)
    expect(limiter.room(sends(2), 0)).toBe(1)
    expect(limiter.room(sends(3), 0)).toBe(0)
    limiter.noteResponse({ remaining: 0, resetAt: MINUTE }, 1)
    expect(limiter.closedUntil(1)).toBe(MINUTE)
  })

  it('uses the smallest remainder of a window', () => {
    const limiter = createRateLimiter()
    limiter.noteResponse({ remaining: 2, resetAt: MINUTE }, 0)
    limiter.noteResponse({ remaining: 4, resetAt: MINUTE + 300 }, 1)
    expect(limiter.room(sends(0), 1)).toBe(2)
    limiter.noteResponse({ remaining: 9, resetAt: 2 * MINUTE }, MINUTE)
    expect(limiter.room(sends(0), MINUTE)).toBe(9)
  })

  it('starts one send at a time when no calls remain and no reset time is known', () => {
    const limiter = createRateLimiter()
    limiter.noteResponse({ remaining: 0 }, 0)
    expect(limiter.closedUntil(0)).toBeUndefined()
    expect([limiter.room(sends(0), 0), limiter.room(sends(1), 0)]).toEqual([1, 0])
  })

  it.each([
    ['no reset time is given', () => undefined],
    ['the reset time moves with each response', (now: number) => now + MINUTE],
  ])('accepts a larger remainder when %s', (_, endOf) => {
    const limiter = createRateLimiter()
    limiter.noteResponse({ remaining: 1, resetAt: endOf(0) }, 0)
    for (let now = 1000; now <= 5000; now += 1000) {
      limiter.noteResponse({ remaining: 9, resetAt: endOf(now) }, now)
    }
    expect(limiter.room(sends(0), 5000)).toBe(9)
  })

  it('predicts the time left from the last round between two waits', () => {
    const limiter = createRateLimiter()
    expect(limiter.timeLeft(25, 0)).toBeUndefined()
    limiter.room(sends(0), 0)
    for (let taken = 0; taken < 10; taken += 1) limiter.accepted(100)
    limiter.limited(MINUTE, 20_000)
    expect(limiter.timeLeft(25, 20_000)).toBe(40_000 + 2 * MINUTE)
    expect(limiter.timeLeft(10, 20_000)).toBe(40_000)
    expect(limiter.timeLeft(0, 20_000)).toBeUndefined()
  })

  it('counts no file for an accepted call that ended none', () => {
    const limiter = createRateLimiter()
    limiter.room(sends(0), 0)
    for (let call = 0; call < 10; call += 1) limiter.accepted(100, call % 2)
    limiter.limited(MINUTE, 20_000)
    expect(limiter.timeLeft(10, 20_000)).toBe(40_000 + MINUTE)
  })

  it('forgets its limits when it is reset', () => {
    const limiter = createRateLimiter()
    limiter.limited(MINUTE, 0)
    limiter.reset()
    expect(limiter.room(sends(0), 1)).toBe(Number.POSITIVE_INFINITY)
  })

  it('gets no 429 when the gateway reports the remainder, in any order of responses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 12 }),
        fc.array(fc.nat(2), { minLength: 60, maxLength: 120 }),
        (limit, picks) => {
          const limiter = createRateLimiter()
          const inFlight: { remaining: number; resetAt: number }[] = []
          let now = 0
          let used = 0
          let refused = 0
          for (const pick of picks) {
            while (inFlight.length < 3 && limiter.room(sends(inFlight.length), now) > 0) {
              used += 1
              if (used > limit) refused += 1
              const resetAt = (Math.floor(now / MINUTE) + 1) * MINUTE
              inFlight.push({ remaining: limit - used, resetAt })
            }
            const [answer] = inFlight.splice(pick % Math.max(1, inFlight.length), 1)
            if (answer) {
              limiter.accepted(now)
              limiter.noteResponse(answer, now)
            } else {
              const until = limiter.closedUntil(now)
              expect(until).toBeDefined()
              now = until ?? now
              used = 0
            }
          }
          expect(refused).toBe(0)
        },
      ),
    )
  })
})
