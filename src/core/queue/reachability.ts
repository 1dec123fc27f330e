/**
 * State of the connection to a gateway.
 *
 * - `down`: the network works but the gateway does not respond.
 * - `gone`: our own server does not respond.
 */
export type Reachability = 'open' | 'down' | 'gone' | 'offline'

/** Milliseconds between two probes. The last one repeats. */
const INTERVALS = [1_000, 2_000, 4_000, 8_000, 15_000]

/** Milliseconds until a probe verifies that the browser is offline. */
const OFFLINE_PROBE_DELAY = 5_000

/**
 * Probes a gateway until it can be reached. Probes only after a reason: a broken send, or an
 * online or offline event of the browser.
 *
 * @param probe must not cost the gateway a call and never rejects
 * @param onChange called when the state has changed
 */
export function createReachability(
  probe: () => Promise<Reachability>,
  onChange: (state: Reachability) => void,
) {
  let state: Reachability = 'open'
  let probes = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isProbing = false
  /** Counts updates, to ignore the outcome of a probe that began before the latest update. */
  let updates = 0

  function update(next: Reachability): void {
    updates += 1
    if (next === state) return
    state = next
    onChange(next)
  }

  async function probeNow(): Promise<void> {
    if (isProbing) return
    clearTimeout(timer)
    isProbing = true
    const updatesBefore = updates
    const found = await probe()
    isProbing = false
    if (updates === updatesBefore) update(found)
    if (state === 'open') probes = 0
    else {
      clearTimeout(timer)
      timer = setTimeout(probeNow, INTERVALS[Math.min(probes, INTERVALS.length - 1)])
      probes += 1
    }
  }

  return {
    /** Probes now, because the connection may be broken. */
    suspect: () => void probeNow(),

    /** Call when the browser goes offline. Probes later, since a gateway may be on this machine. */
    offline(): void {
      update('offline')
      clearTimeout(timer)
      timer = setTimeout(probeNow, OFFLINE_PROBE_DELAY)
    },

    /** Call when the browser is online again or the person is back. */
    lookAgain(): void {
      if (state !== 'open') void probeNow()
    },

    /** Call when the gateway has responded. Ignored while the state is `offline`. */
    proved(): void {
      if (state === 'offline') return
      clearTimeout(timer)
      probes = 0
      update('open')
    },
  }
}
