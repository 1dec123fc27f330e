/**
 * Limits concurrent work. Callers without a slot wait in FIFO order.
 *
 * @param limit maximum number of slots, read whenever work is added or ends
 */
export function createSemaphore(limit: () => number) {
  const waiting: (() => void)[] = []
  let taken = 0

  function admit(): void {
    while (taken < limit()) {
      const next = waiting.shift()
      if (!next) return
      taken += 1
      next()
    }
  }

  /** Resolves with a slot. @throws the reason of `signal` when it fires first */
  function acquire(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(signal.reason)
      }
      const enter = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave)
      waiting.push(enter)
      admit()
    })
  }

  /** @throws what `work` throws, or the reason of `signal` when that fires while it waits */
  return async function inSlot<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await acquire(signal)
    try {
      return await work()
    } finally {
      taken -= 1
      admit()
    }
  }
}
