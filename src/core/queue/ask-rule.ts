/** Ask first when the send would take at least this many round trips. */
const MARGIN = 4

/**
 * Seconds. Never ask before a shorter send. A gateway with a rate limit accepts about one call per
 * second, so the ask would take as long.
 */
const SHORTEST_SEND = 1

/** Bytes per second, until the link is measured. Smaller files are sent without an ask. */
const ASSUMED_RATE = 262_144

/** Milliseconds without asks after a failed one. Each failure in a row doubles the pause. */
const PAUSE = { first: 60_000, longest: 3_600_000 }

/**
 * Decides whether asking a gateway for a content is cheaper than sending it. Compares the time of a
 * round trip with the time of the send, from the size and the link rate. Backs off after failures.
 */
export function createAskRule() {
  /** Milliseconds. Falls at once, but rises by a quarter of the difference to damp outliers. */
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
      // Asks in flight fail together and count once.
      if (Date.now() < pausedUntil) return
      pause = Math.min(PAUSE.longest, pause === 0 ? PAUSE.first : 2 * pause)
      pausedUntil = Date.now() + pause
    },
  }
}
