import { createQueue, type Queue } from '../../core/queue/queue.ts'
import { createUploadsStore } from '../../core/uploads/uploads-store.ts'

/** A queue without files, for tests of its holds. */
export function createIdleQueue(): Queue {
  const unused = () => {
    throw new Error('Not used')
  }
  return createQueue({
    store: createUploadsStore(),
    limits: { hashing: 1, sending: 1 },
    ports: {
      ...{ hash: unused, noteHashed: unused, send: unused, recall: unused, remember: unused },
      ...{ exclusively: unused, whenFree: unused, suspect: unused, arrived: unused },
      ...{ mayAsk: unused, ask: unused },
    },
  })
}
