import { createValue } from '../core/state/value.ts'

/** Milliseconds before the second attempt. Each further pause is twice as long. */
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

/**
 * `newer`: a newer build is ready, and this one still works. `waiting`: a part is loaded again after
 * a pause. `replaced`: a newer build took the place of this one.
 */
type PartsState = 'fine' | 'newer' | 'waiting' | 'replaced'

/**
 * Loads parts of the page that are not in its first load.
 *
 * @param pause resolves after the given milliseconds or when the network is back
 */
export function createPartLoader(pause: (milliseconds: number) => Promise<void>) {
  const state = createValue<PartsState>('fine')
  let isReplaced = async (_failure: unknown) => false
  let waiting = 0
  let isNewer = false

  function update(): void {
    if (state.get() === 'replaced') return
    state.set(waiting > 0 ? 'waiting' : isNewer ? 'newer' : 'fine')
  }

  function setNewer(ready: boolean): void {
    isNewer = ready
    update()
  }

  return {
    /** Retries until the part is loaded. Never settles after the build was replaced. */
    async load<T>(work: () => Promise<T>): Promise<T> {
      for (let next = FIRST_PAUSE; ; next = Math.min(2 * next, LONGEST_PAUSE)) {
        try {
          const part = await work()
          if (next > FIRST_PAUSE) {
            waiting -= 1
            update()
          }
          return part
        } catch (caught) {
          if (next === FIRST_PAUSE) waiting += 1
          if (await isReplaced(caught)) state.set('replaced')
          update()
          await (state.get() === 'replaced' ? new Promise<never>(() => {}) : pause(next))
        }
      }
    },

    /** @param judge whether the server answers, but with another build. It never rejects */
    judgeBy(judge: typeof isReplaced): void {
      isReplaced = judge
    },

    /** A newer build is ready. */
    offerNewer: () => setNewer(true),

    /** The person wants to continue with this build. */
    dismissNewer: () => setNewer(false),

    state,
  }
}
