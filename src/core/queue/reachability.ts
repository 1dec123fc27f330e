/**
 * What is known of the way to a gateway. It is `down` where the network works and nobody answers
 * there, `gone` where not even our own server does.
 */
export type Way = 'open' | 'down' | 'gone' | 'offline'

/** Milliseconds between two looks: the first soon, later ones with more patience. */
const INTERVALS = [1_000, 2_000, 4_000, 8_000, 15_000]

/** Milliseconds before the browser's word is doubted. */
const PATIENCE_OFFLINE = 5_000

/**
 * Looks whether a gateway can be reached, again and again while it cannot. It asks only when
 * there is reason to: a send broke, or the browser said that it is offline or online again.
 *
 * @param look must not cost the gateway a call; never rejects
 * @param onChange told when the way is another than before
 */
export function createReachability(look: () => Promise<Way>, onChange: (way: Way) => void) {
  let way: Way = 'open'
  let looks = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = false
  /** Rises with whatever is learned: a look that began before knows less. */
  let turn = 0

  function learn(next: Way): void {
    turn += 1
    if (next === way) return
    way = next
    onChange(next)
  }

  async function lookNow(): Promise<void> {
    if (looking) return
    clearTimeout(timer)
    looking = true
    const mine = turn
    const found = await look()
    looking = false
    if (turn === mine) learn(found)
    if (way === 'open') looks = 0
    else {
      clearTimeout(timer)
      timer = setTimeout(lookNow, INTERVALS[Math.min(looks, INTERVALS.length - 1)])
      looks += 1
    }
  }

  return {
    /** Something broke on the way. */
    suspect: () => void lookNow(),

    /** The browser says that there is no network. It is believed, but a gateway may be on this machine. */
    offline(): void {
      learn('offline')
      clearTimeout(timer)
      timer = setTimeout(lookNow, PATIENCE_OFFLINE)
    },

    /** The browser says that there is a network again, or the person is back. */
    lookAgain(): void {
      if (way !== 'open') void lookNow()
    },

    /** A send came through, so the gateway is not down. */
    proved(): void {
      if (way === 'offline') return
      clearTimeout(timer)
      looks = 0
      learn('open')
    },
  }
}
