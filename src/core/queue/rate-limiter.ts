import type { Pace } from '../api/pacing.ts'

/** Where 429 follows 429, each closes for twice as long as the one before, up to this many milliseconds. */
const LONGEST_GROWN_WAIT = 60_000

export type RateLimiter = ReturnType<typeof createRateLimiter>

/**
 * How many sends one gateway and key take now. It closes when the limit is reached, or just
 * before, where answers tell how many calls remain; it then opens with one send and lets one
 * more in at a time with each that is taken. Times are milliseconds since 1970.
 */
export function createRateLimiter() {
  let closedUntil = 0
  /** How long the last 429 closed it, unless something was taken since. */
  let lastWait = 0
  /** Sends at a time; widens after a hold. */
  let width = Number.POSITIVE_INFINITY
  let known: { remaining: number; resetAt: number | undefined } | undefined
  /** The stretch since the gate opened last, to tell how long a batch will take. */
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
     * Sends that may start now. What is under way may not be counted in what remains; what
     * began before the gate closed says nothing of how wide it may be open.
     *
     * @param underWay sends that began at a time or later
     */
    room(underWay: (since: number) => number, now: number): number {
      if (now < closedUntil) return 0
      if (known?.resetAt !== undefined && now >= known.resetAt) known = undefined
      const remaining = known?.remaining ?? Number.POSITIVE_INFINITY
      // Where none remain and nobody says until when, one at a time finds out.
      const most = known && known.resetAt === undefined ? Math.max(1, remaining) : remaining
      opened ??= now
      return Math.max(0, Math.min(width - underWay(closedUntil), most - underWay(0)))
    },

    /** Takes in what an answer says. */
    noteResponse({ remaining, resetAt }: Pace, now: number): void {
      if (remaining === undefined || now < closedUntil) return
      // Answers overtake one another: within a window the smallest number is the newest. One
      // whose end moves on with every answer is soon told from the one that it was.
      if (known && isClose(known.resetAt, resetAt)) {
        known.remaining = Math.min(known.remaining, remaining)
      } else known = { remaining, resetAt }
      if (known.remaining === 0 && resetAt !== undefined) close(resetAt, now)
    },

    /** The gateway answered 429. Those that come while it is closed belong to the same closure. */
    limited(until: number, now: number): void {
      if (now < closedUntil) close(until, now)
      else {
        lastWait = Math.max(until - now, Math.min(2 * lastWait, LONGEST_GROWN_WAIT))
        close(now + lastWait, now)
      }
    },

    /** Opens it before its time, with one send. */
    reopen(now: number): void {
      closedUntil = Math.min(closedUntil, now)
    },

    /** The gateway took a file. What was under way when the gate closed does not widen it. */
    accepted(now: number): void {
      if (now < closedUntil) {
        if (round) round.taken += 1
        return
      }
      lastWait = 0
      taken += 1
      width += 1
    },

    /** When it opens again, or undefined while it is open. */
    closedUntil: (now: number) => (now < closedUntil ? closedUntil : undefined),

    /**
     * Milliseconds until `files` more are taken, going by the last round between two holds;
     * undefined while there is nothing to go by.
     */
    timeLeft(files: number, now: number): number | undefined {
      if (!round || files === 0) return undefined
      const rounds = Math.ceil(files / round.taken)
      return Math.max(0, closedUntil - now) + (rounds - 1) * round.length
    },

    /** Another key has a limit of its own. */
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

/** Told in seconds from now, the end of a window moves a little with every answer. */
function isClose(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) < 1500
}
