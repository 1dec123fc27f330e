import { createValue } from '../core/state/value.ts'

/** Milliseconds before the second attempt. Each further pause is twice as long. */
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

/**
 * `newer`: a newer build is ready, and this one still works. `waiting`: a part is loaded again after
 * a pause. `stuck`: a part fails although the server has it. Firefox remembers a failed import until
 * the page is reloaded. `replaced`: a newer build took the place of this one.
 */
export type PartsState = 'fine' | 'newer' | 'waiting' | 'stuck' | 'replaced'

/** What the server has of a part that failed to load: its file, another build, or no answer. */
export type Finding = 'available' | 'replaced' | 'unknown'

/**
 * Loads parts of the page that are not in its first load.
 *
 * @param pause resolves after the given milliseconds or when the network is back
 */
export function createPartLoader(pause: (milliseconds: number) => Promise<void>) {
  const state = createValue<PartsState>('fine')
  let judge = async (_failure: unknown): Promise<Finding> => 'unknown'
  /** A load that failed has an entry, which says whether it is stuck. */
  const failed = new Map<object, boolean>()
  let isNewer = false

  function update(): void {
    if (state.get() === 'replaced') return
    const isStuck = [...failed.values()].includes(true)
    state.set(isStuck ? 'stuck' : failed.size > 0 ? 'waiting' : isNewer ? 'newer' : 'fine')
  }

  function setNewer(ready: boolean): void {
    isNewer = ready
    update()
  }

  return {
    /** Retries until the part is loaded. Never settles after the build was replaced. */
    async load<T>(work: () => Promise<T>): Promise<T> {
      const own = {}
      let wasAvailable = false
      for (let next = FIRST_PAUSE; ; next = Math.min(2 * next, LONGEST_PAUSE)) {
        try {
          const part = await work()
          if (failed.delete(own)) update()
          return part
        } catch (caught) {
          const finding = await judge(caught)
          const isAvailable = finding === 'available'
          failed.set(own, isAvailable && wasAvailable)
          wasAvailable = isAvailable
          if (finding === 'replaced') state.set('replaced')
          update()
          await (state.get() === 'replaced' ? new Promise<never>(() => {}) : pause(next))
        }
      }
    },

    /** @param judgeFailure asks the server about a failed load. It never rejects */
    judgeBy(judgeFailure: typeof judge): void {
      judge = judgeFailure
    },

    /** A newer build is ready. */
    offerNewer: () => setNewer(true),

    /** The person wants to continue with this build. */
    dismissNewer: () => setNewer(false),

    state,
  }
}
