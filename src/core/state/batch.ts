export interface Batch<T> {
  add(item: T): void
  /** Flushes what was added, without waiting. Does nothing when the batch is empty. */
  flush(): void
  /** Items that are not flushed yet. */
  pending(): readonly T[]
}

interface Options {
  /** Flushes the first item at once. Items within `milliseconds` after a flush form a batch. */
  leading: boolean
}

/**
 * Gathers items and flushes them together.
 *
 * @param milliseconds from the first item of a batch to its flush
 * @param flush gets the items in the order in which they were added, at least one
 */
export function createBatch<T>(
  milliseconds: number,
  flush: (items: readonly T[]) => void,
  options?: Options,
): Batch<T> {
  const items: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flushNow(): void {
    clearTimeout(timer)
    timer = undefined
    if (items.length === 0) return
    if (options?.leading) timer = setTimeout(flushNow, milliseconds)
    flush(items.splice(0))
  }

  return {
    add(item) {
      items.push(item)
      if (timer !== undefined) return
      if (options?.leading) flushNow()
      else timer = setTimeout(flushNow, milliseconds)
    },
    flush: flushNow,
    pending: () => items,
  }
}
