/** Milliseconds until the second try; each further one waits twice as long. */
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

/** `waiting`: a part is tried again. `replaced`: only a reload brings it. */
type PartsState = 'fine' | 'waiting' | 'replaced'

/**
 * Loads parts of the page that are not in its first load.
 *
 * @param pause resolves after so many milliseconds, or when the network is back
 */
export function createPartLoader(pause: (milliseconds: number) => Promise<void>) {
  const listeners = new Set<() => void>()
  let isReplaced = async (_failure: unknown) => false
  let waiting = 0
  let state: PartsState = 'fine'

  function show(): void {
    if (state !== 'replaced') state = waiting > 0 ? 'waiting' : 'fine'
    for (const listener of listeners) listener()
  }

  return {
    /** Tries until the part is there. Pending for ever once the build was replaced. */
    async load<T>(work: () => Promise<T>): Promise<T> {
      for (let next = FIRST_PAUSE; ; next = Math.min(2 * next, LONGEST_PAUSE)) {
        try {
          const part = await work()
          if (next > FIRST_PAUSE) {
            waiting -= 1
            show()
          }
          return part
        } catch (caught) {
          if (next === FIRST_PAUSE) waiting += 1
          if (await isReplaced(caught)) state = 'replaced'
          show()
          await (state === 'replaced' ? new Promise<never>(() => {}) : pause(next))
        }
      }
    },

    /** @param judge whether the server answers, but with another build; never rejects */
    judgeBy(judge: typeof isReplaced): void {
      isReplaced = judge
    },

    state: () => state,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
