import { createBatch } from '../core/state/batch.ts'
import { type HashOutcome, MAX_JOBS } from './protocol.ts'

/** Maximum milliseconds that an outcome waits. */
const MAX_DELAY = 10

/** Batches outcomes, because a message costs more than a small file. */
export function createMessageBatcher(send: (outcomes: readonly HashOutcome[]) => void) {
  const batch = createBatch<HashOutcome>(MAX_DELAY, send)
  return {
    /** @param mayWait whether another outcome will probably follow soon */
    add(outcome: HashOutcome, mayWait: boolean): void {
      batch.add(outcome)
      if (!mayWait || batch.pending().length >= MAX_JOBS / 2) batch.flush()
    },
  }
}
