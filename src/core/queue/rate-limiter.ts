import type { Pace } from '../api/pacing.ts'

/** Milliseconds. Each 429 in a row doubles the wait up to this maximum. */
const MAX_GROWN_WAIT = 60_000

export type RateLimiter = ReturnType<typeof createRateLimiter>

/**
 * Limits the concurrent sends of one gateway and key. Closes at a 429, or before it when
 * responses report that no calls remain. Opens again with one send, and widens by one with each
 * accepted send. Times are milliseconds since 1970.
 */
export function createRateLimiter() {
  let closedUntil = 0
  /** Length of the last wait after a 429. Zero after an accepted send. */
  let lastWait = 0
  /** Maximum number of concurrent sends. Finite after the first 429. */
  let width = Number.POSITIVE_INFINITY
  let known: { remaining: number; resetAt: number | undefined } | undefined
  /** When it last opened. A round lasts from then to the end of the next wait. */
  let opened: number | undefined
  let taken = 0
  let round: { taken: number; length: number } | undefined

  function close(until: number, now: number): void {
    if (closedUntil <= now && opened !== undefined && taken > 0) {
      round = { taken, length: until - opened }
    }
    closedUntil = Math.max(closedUntil, until)
    opened = undefined
    taken = 0
    width = 1
    known = undefined
  }

  return {
    /**
     * Number of sends that may start now. The reported number of remaining calls may not account
     * for sends in flight. Sends that began before it closed do not count against the width.
     *
     * @param countInFlight counts the sends in flight that began at `since` or later
     */
    room(countInFlight: (since: number) => number, now: number): number {
      if (now < closedUntil) return 0
      if (known?.resetAt !== undefined && now >= known.resetAt) known = undefined
      const remaining = known?.remaining ?? Number.POSITIVE_INFINITY
      // Without a reset time, one send at a time probes whether calls remain.
      const most = known && known.resetAt === undefined ? Math.max(1, remaining) : remaining
      opened ??= now
      return Math.max(0, Math.min(width - countInFlight(closedUntil), most - countInFlight(0)))
    },

    /** Applies the limits that a response reports. */
    noteResponse({ remaining, resetAt }: Pace, now: number): void {
      if (remaining === undefined || now < closedUntil) return
      // Responses may arrive out of order, so the smallest number of a window is the newest. An end
      // that moves with each response soon counts as a new window.
      if (known && isClose(known.resetAt, resetAt)) {
        known.remaining = Math.min(known.remaining, remaining)
      } else known = { remaining, resetAt }
      if (known.remaining === 0 && resetAt !== undefined) close(resetAt, now)
    },

    /** Closes after a 429. Further ones while it is closed may extend the same wait. */
    limited(until: number, now: number): void {
      if (now < closedUntil) close(until, now)
      else {
        lastWait = Math.max(until - now, Math.min(2 * lastWait, MAX_GROWN_WAIT))
        close(now + lastWait, now)
      }
    },

    /** Opens before the wait ends, with one send. */
    reopen(now: number): void {
      closedUntil = Math.min(closedUntil, now)
    },

    /**
     * Widens after an accepted call, unless it is closed.
     *
     * @param files number of files that the call completed
     */
    accepted(now: number, files = 1): void {
      if (now < closedUntil) {
        if (round) round.taken += files
        return
      }
      lastWait = 0
      taken += files
      width += 1
    },

    /** When it opens again, or undefined while it is open. */
    closedUntil: (now: number) => (now < closedUntil ? closedUntil : undefined),

    /**
     * Milliseconds until `files` more are accepted, predicted from the last round.
     *
     * @returns undefined before the first complete round
     */
    timeLeft(files: number, now: number): number | undefined {
      if (!round || files === 0) return undefined
      const rounds = Math.ceil(files / round.taken)
      return Math.max(0, closedUntil - now) + (rounds - 1) * round.length
    },

    /** Starts over, because another key has its own limit. */
    reset(): void {
      closedUntil = 0
      lastWait = 0
      width = Number.POSITIVE_INFINITY
      known = undefined
      opened = undefined
      taken = 0
      round = undefined
    },
  }
}

/** Reset times that are given in seconds from now vary a little between responses. */
function isClose(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) < 1500
}
