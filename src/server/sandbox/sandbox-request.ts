import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SendOptions } from 'send'
import type { ContentHash, ErrorWire, UploadedWire } from '../../core/api/contract.ts'
import type { FaultCase, FaultPlan, FaultReport } from '../../core/sandbox/faults.ts'
import type { Account } from './account.ts'
import type { FileStore } from './file-store.ts'
import type { JobList } from './job-list.ts'
import type { RateWindows } from './rate-windows.ts'
import type { ReceivedBody } from './received-body.ts'
import type { SandboxResponse } from './sandbox-response.ts'

/**
 * How long a stalled upload stands wholly still, in milliseconds. A socket that is not read
 * cannot tell that its client went: the bytes before that stand in the way. So the rest is
 * read and thrown away in the end, long after any client has lost patience.
 */
export const STILLNESS = 90_000

/** One call with a good key, from its headers to its answer. */
export interface SandboxRequest {
  request: IncomingMessage
  response: ServerResponse
  account: Account
  store: FileStore
  jobs: JobList
  /** That of the beginning: what is put meanwhile is for those who come later. */
  activePlan: ActiveFaultPlan
  /** Fires when nobody waits for the answer any more. */
  gone: AbortSignal
  /** Of a stalled upload, in milliseconds. */
  stillness: number
}

/** What becomes of a body that is in order, and what is said of it. It takes the body over. */
export type Keep = (
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
) => Promise<Partial<UploadedWire>>

/** How a public file goes out. */
interface Serving {
  headers: Record<string, string>
  options: SendOptions
}

/** What the sandbox does in each place in which a gateway may break its contract. */
export interface ContractRules {
  findAccount(request: IncomingMessage): Account | undefined
  /** Of a file, in bytes. */
  sizes: { least: number; most: number }
  /** Which hash an upload announces, or why it is refused before its body is read. */
  readHash(
    value: string | string[] | undefined,
  ): { announced: ContentHash | undefined } | { refusal: ErrorWire }
  /** How a body is kept and answered, where it would be by `keep`. */
  changeKeep(keep: Keep): Keep
  /** Every answer of the API passes here on its way out. */
  shapeAnswer(answer: SandboxResponse): SandboxResponse
  changeServing(serving: Serving): Serving
}

/** The plan that a call began under, with its counts. */
export interface ActiveFaultPlan {
  plan: Omit<FaultPlan, 'next'>
  seen: FaultReport['seen']
  rateWindows: RateWindows | undefined
  /** The contract, less its flaws. */
  rules: ContractRules
  /** The fault of this upload. Each call takes one from the plan. */
  takeFault(): FaultCase | undefined
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
