/**
 * Lets at most so many works go on at a time, whoever asks; the others wait in line.
 *
 * @param limit asked anew whenever one ends
 */
export function createSemaphore(limit: () => number) {
  const line: (() => void)[] = []
  let taken = 0

  function admit(): void {
    while (taken < limit()) {
      const next = line.shift()
      if (!next) return
      taken += 1
      next()
    }
  }

  /** Resolves once there is a slot. @throws the reason of `signal` when it fires before */
  function queueUp(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const leave = () => {
        line.splice(line.indexOf(enter), 1)
        reject(signal.reason)
      }
      const enter = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave)
      line.push(enter)
      admit()
    })
  }

  /** @throws what `work` throws, or the reason of `signal` when that fires while it waits */
  return async function inSlot<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await queueUp(signal)
    try {
      return await work()
    } finally {
      taken -= 1
      admit()
    }
  }
}
