import type { Finished, StoredUpload } from './stored.ts'

/** After some were stored, milliseconds for which the next ones are gathered: what a crash then takes is sent once more. */
const GATHERING = 100

/**
 * Stores uploads that are done: the first at once, those that follow close upon it together.
 *
 * @param store never rejects
 */
export function createCompletedBatch(store: (done: readonly Finished[]) => Promise<void>) {
  let gathered: Finished[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const done = gathered
    gathered = []
    if (done.length === 0) return
    timer = setTimeout(flush, GATHERING)
    void store(done)
  }

  return {
    add(done: Finished): void {
      gathered.push(done)
      if (timer === undefined) flush()
    },

    /** Stores at once what was gathered. */
    flush,

    /** What is not stored yet. */
    gathered: (): StoredUpload[] => gathered.map(({ upload }) => upload),
  }
}
