/**
 * Lets at most so many works go on at a time, whoever asks; the others wait in line.
 *
 * @param limit asked anew whenever one ends
 */
export function createSlots(limit: () => number) {
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

  return async function inSlot<T>(work: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      line.push(resolve)
      admit()
    })
    try {
      return await work()
    } finally {
      taken -= 1
      admit()
    }
  }
}
