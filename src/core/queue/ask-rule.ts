/** A file is asked for when its send takes at least as long as this many round trips. */
const MARGIN = 4

/**
 * Seconds. Shorter sends are never asked for: a gateway with a rate limit accepts about one call a
 * second, so a call costs as much time as such a send.
 */
const SHORTEST_SEND = 1

/** Bytes per second until the link is measured. A file of this size is asked for. */
const ASSUMED_RATE = 262_144

/** Milliseconds without asks after a failed one. Each failure in a row doubles the pause. */
const PAUSE = { first: 60_000, longest: 3_600_000 }

/**
 * Decides whether asking a gateway for a content is cheaper than sending it: by the size, by the
 * rate of the link, and by how long the gateway takes to answer. A gateway whose answers fail or
 * are late is not asked for a while.
 */
export function createAskRule() {
  /** Milliseconds. Falls at once and grows by a quarter, since one late answer says little. */
  let roundTrip = 0
  let pause = 0
  let pausedUntil = 0

  return {
    /**
     * @param size in bytes
     * @param rate of the link, in bytes per second. Undefined until it is measured
     */
    isCheaper(size: number, rate = ASSUMED_RATE): boolean {
      const worthwhile = Math.max(SHORTEST_SEND, (MARGIN * roundTrip) / 1000)
      return Date.now() >= pausedUntil && size / rate >= worthwhile
    },

    /** @param took milliseconds */
    noteAnswer(took: number): void {
      roundTrip = Math.min(took, roundTrip + (took - roundTrip) / 4)
      pause = 0
    },

    noteFailure(): void {
      // Asks in flight fail together.
      if (Date.now() < pausedUntil) return
      pause = Math.min(PAUSE.longest, pause === 0 ? PAUSE.first : 2 * pause)
      pausedUntil = Date.now() + pause
    },
  }
}
