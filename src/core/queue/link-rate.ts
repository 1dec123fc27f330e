/** Large files run in parallel while each takes at most this many seconds. */
const MAX_SECONDS = 20

/** Files up to this many bytes are too short to measure the link. */
const TINY = 65_536

/** Bytes per second, until the first measurement. Uploads are granted at least this rate. */
const ASSUMED_RATE = 16_384

/** Sent bytes that may still be in buffers between the page and the gateway. */
const BUFFERED = 8_388_608

/** Seconds in which the buffers fill. Until then, progress does not show the rate of the link. */
const WARM_UP = 3

/** Browsers open six connections to one origin. One is reserved for the progress requests. */
const MAX_CONNECTIONS = 5

export interface Send {
  size: number
  sent: number
  /** Milliseconds since 1970. */
  began: number
  /** Maximum number of concurrent sends to the gateway since it began. */
  peers: number
}

export type LinkRate = ReturnType<typeof createLinkRate>

/**
 * Estimates the rate of the link to one gateway, and how many parallel sends to allow. On a slow
 * link, fewer sends complete the first file sooner without delaying the last.
 */
export function createLinkRate() {
  /** Bytes per second, all sends together. */
  let rate: number | undefined
  /** Upper bound of the rate, from the latest progress. */
  let bound: number | undefined

  /** Derives the rate of all sends from one. */
  function estimate(bytes: number, { began, peers }: Send, now: number): number {
    const seconds = Math.max(Date.now() - began, 1) / 1000
    return (bytes / seconds) * ((peers + now) / 2)
  }

  return {
    /** Bytes per second, all sends together. Undefined until a send has shown it or bounded it. */
    rateAtMost: () => rate ?? bound,

    /**
     * Bounds the rate by a send in flight. Its sent bytes give the upper bound. The lower bound
     * excludes bytes that may be in buffers. Ignores tiny files and completely sent files.
     *
     * @param now number of sends in flight, including this one
     */
    noteProgress(send: Send, now: number): void {
      if (send.size <= TINY || send.sent >= send.size) return
      if (Date.now() - send.began < WARM_UP * 1000) return
      const least = estimate(send.sent - BUFFERED, send, now)
      bound = estimate(send.sent, send, now)
      if (least > (rate ?? 0)) rate = least
      if (rate !== undefined) rate = Math.min(rate, bound)
    },

    /**
     * Measures the rate by a completed send.
     *
     * @param now number of sends in flight, including this one
     */
    noteArrival(send: Send, now: number): void {
      if (send.size > TINY) rate = estimate(send.size, send, now)
    },

    /** Whether a file of this size may start beside the sends in flight. */
    hasRoom(size: number, sends: readonly Send[]): boolean {
      const isLarge = size > TINY
      if (sends.length >= MAX_CONNECTIONS && (isLarge || sends.some((one) => one.size > TINY))) {
        return false
      }
      const worthwhile = (MAX_SECONDS * (rate ?? ASSUMED_RATE)) / size
      return !isLarge || sends.length === 0 || sends.length + 1 <= worthwhile
    },
  }
}
