import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account } from './account.ts'
import type { FileStore } from './file-store.ts'
import type { JobList } from './job-list.ts'
import type { PlanInForce } from './plan-in-force.ts'

/**
 * How long a stalled upload stands wholly still, in milliseconds. A socket that is not read
 * cannot tell that its client went: the bytes before that stand in the way. So the rest is
 * read and thrown away in the end, long after any client has lost patience.
 */
export const STILLNESS = 90_000

/** One call with a good key, from its headers to its answer. */
export interface Visit {
  request: IncomingMessage
  response: ServerResponse
  account: Account
  store: FileStore
  jobs: JobList
  /** That of the beginning: what is put meanwhile is for those who come later. */
  inForce: PlanInForce
  /** Fires when nobody waits for the answer any more. */
  gone: AbortSignal
  /** Of a stalled upload, in milliseconds. */
  stillness: number
}

/** Waits, though no longer than the client does. */
export function stay(milliseconds: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => {
      clearTimeout(timer)
      gone.removeEventListener('abort', leave)
      resolve()
    }
    const timer = setTimeout(leave, milliseconds)
    gone.addEventListener('abort', leave)
    if (gone.aborted) leave()
  })
}

/** Resolves when the client goes, however long that takes. */
export function untilGone(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    gone.addEventListener('abort', () => resolve(), { once: true })
    if (gone.aborted) resolve()
  })
}
