import type { HashOutcome } from './protocol.ts'
import { MOST_JOBS } from './protocol.ts'

/** No outcome waits longer than this many milliseconds for others to go with. */
const TIMEOUTS = 10

/** Gathers outcomes, for a message costs more than a small file does. */
export function createMessageBatcher(send: (outcomes: readonly HashOutcome[]) => void) {
  let outcomes: HashOutcome[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (outcomes.length === 0) return
    send(outcomes)
    outcomes = []
  }

  return {
    /** @param mayWait whether another is likely to follow soon */
    add(outcome: HashOutcome, mayWait: boolean): void {
      outcomes.push(outcome)
      if (!mayWait || outcomes.length >= MOST_JOBS / 2) flush()
      else timer ??= setTimeout(flush, TIMEOUTS)
    },
  }
}
