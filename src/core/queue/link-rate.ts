/** A file that would take longer than so many seconds is sent with fewer beside it. */
const LONG = 20

/** Files up to so many bytes are over at once, and measure nothing. */
const TINY = 65_536

/** Until the first measure, in bytes a second: the lowest that an upload is granted. */
const ASSUMED_RATE = 16_384

/** The systems between here and the gateway may hold so many bytes that were sent. */
const BUFFERED = 8_388_608

/** Seconds in which the buffers take bytes at any rate. */
const SETTLING = 3

/** A browser opens six connections to one origin. One is kept to ask how far the files are. */
const MOST_CONNECTIONS = 5

/** A file under way. */
export interface Send {
  size: number
  sent: number
  /** Milliseconds since 1970. */
  began: number
  /** Most sends to the gateway at a time since it began. */
  peers: number
}

export type LinkRate = ReturnType<typeof createLinkRate>

/**
 * How fast the link to one gateway is, and so how many files are worth sending at a time. Where
 * the link is the limit, fewer at a time bring the first one sooner and all in the same time.
 */
export function createLinkRate() {
  /** Of all sends together, in bytes a second. */
  let rate: number | undefined

  /** The rate of all, by that of one. */
  function estimate(bytes: number, { began, peers }: Send, now: number): number {
    const seconds = Math.max(Date.now() - began, 1) / 1000
    return (bytes / seconds) * ((peers + now) / 2)
  }

  return {
    /**
     * Bounds the rate by a send under way: from above by what was sent, from below by that
     * without what may still be held.
     *
     * @param now sends under way, with this one
     */
    noteProgress(send: Send, now: number): void {
      if (Date.now() - send.began < SETTLING * 1000) return
      const least = estimate(send.sent - BUFFERED, send, now)
      if (least > (rate ?? 0)) rate = least
      if (rate !== undefined) rate = Math.min(rate, estimate(send.sent, send, now))
    },

    /** The gateway has all of it. @param now sends under way, with this one */
    noteArrival(send: Send, now: number): void {
      if (send.size > TINY) rate = estimate(send.size, send, now)
    },

    /** Whether a file of this size may be sent beside those under way. */
    hasRoom(size: number, sends: readonly Send[]): boolean {
      const isLarge = size > TINY
      if (sends.length >= MOST_CONNECTIONS && (isLarge || sends.some((one) => one.size > TINY))) {
        return false
      }
      const worthwhile = (LONG * (rate ?? ASSUMED_RATE)) / size
      return !isLarge || sends.length === 0 || sends.length + 1 <= worthwhile
    },
  }
}
