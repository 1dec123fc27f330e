import { siteName } from './site-name.ts'

/** Distinct from the names of other locks of this origin. */
const nameOf = (name: string) => siteName(`refdrop:content:${name}`)

/** Missing on an insecure origin, although its type says otherwise. */
const findLocks = (): LockManager | undefined => navigator.locks

/**
 * Runs `work` with an exclusive lock on `name`. Resolves with 'busy' when any tab holds it, this
 * one included. A crashed tab releases its locks. Without locks in the browser, runs `work`.
 */
export async function tryExclusively<T>(name: string, work: () => Promise<T>): Promise<T | 'busy'> {
  const locks = findLocks()
  if (!locks) return work()
  let started = false
  try {
    return await locks.request(nameOf(name), { ifAvailable: true }, async (lock) => {
      if (!lock) return 'busy'
      started = true
      return work()
    })
  } catch (caught) {
    if (started) throw caught
    // Locks are refused, for example on a page without cookies.
    return work()
  }
}

/** Resolves when the lock `name` is free. Rejects with AbortError when `signal` fires. */
export async function whenFree(name: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    // Shared, so that waiting tabs do not wait for each other.
    await findLocks()?.request(nameOf(name), { mode: 'shared', signal }, () => {})
  } catch {
    signal.throwIfAborted()
  }
}
