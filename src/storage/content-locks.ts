/** Apart from the names that other locks of this origin have. */
const nameOf = (name: string) => `refdrop:content:${name}`

/** Missing on an insecure origin, whatever the types say. */
const findLocks = (): LockManager | undefined => navigator.locks

/**
 * Runs `work` while this tab alone holds `name`; 'busy' at once where anybody holds it, be it
 * this tab. A tab that crashes frees what it held. Where the browser has no locks, just runs.
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
    // Refused, as on a page without cookies: no worse than a browser without locks.
    return work()
  }
}

/** Resolves when nobody holds `name`; rejects with AbortError when `signal` fires. */
export async function whenFree(name: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    // Shared, so that those who wait do not wait for one another.
    await findLocks()?.request(nameOf(name), { mode: 'shared', signal }, () => {})
  } catch {
    signal.throwIfAborted()
  }
}
