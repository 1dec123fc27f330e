import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SendOptions } from 'send'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { ContentHash, ErrorWire } from '../../core/api/contract.ts'
import type { FaultCase, FaultPlan, FaultReport } from '../../core/sandbox/faults.ts'
import type { ImportUrl } from '../proxy/url-importer.ts'
import type { Account } from './account.ts'
import type { FileStore } from './file-store.ts'
import type { UploadWire } from './file-wires.ts'
import type { JobList } from './job-list.ts'
import type { RateWindows } from './rate-windows.ts'
import type { ReceivedBody } from './received-body.ts'
import type { SandboxResponse } from './sandbox-response.ts'

/**
 * How long a stalled upload reads nothing, in milliseconds. A socket that is not read does not
 * notice that its client disconnected. So the rest is read and discarded afterwards, long after
 * every client's timeout.
 */
export const STALL_DURATION = 90_000

/** A request with an accepted key, and what its handlers need. */
export interface SandboxRequest {
  request: IncomingMessage
  response: ServerResponse
  /** The version of the contract that the path names. */
  version: ApiVersion
  /** The contract of this version, with the flaws of the plan. */
  rules: ContractRules
  /** The id in the path. Empty in a path without one. */
  id: string
  query: URLSearchParams
  account: Account
  store: FileStore
  jobs: JobList
  /** Fetches the file at a public URL. Undefined if the sandbox fetches nothing. */
  importUrl: ImportUrl | undefined
  /** The plan at the start of the request. A plan that is set later applies to later requests. */
  activePlan: ActiveFaultPlan
  /** Aborts when the client disconnects. */
  signal: AbortSignal
  /** How long a stalled upload reads nothing, in milliseconds. */
  stallDuration: number
}

/** Stores a valid body, which it may move, and describes the file for the response. */
export type StoreUpload = (
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
) => Promise<Partial<UploadWire>>

/** How a public file is served. */
interface Serving {
  headers: Record<string, string>
  options: SendOptions
}

/** The behaviour at each place where a gateway may violate its contract. */
export interface ContractRules {
  findAccount(request: IncomingMessage): Account | undefined
  /** Whether known content is confirmed by its announced hash, before its body is read. */
  answersEarly: boolean
  /** Whether calls about files do what they say. */
  files: Readonly<Record<'finds' | 'lists' | 'names' | 'deletes', boolean>>
  /** Accepted sizes of a file, in bytes. */
  sizes: { min: number; max: number }
  /** The hash that an upload announces, or its rejection before the body is read. */
  readHash(
    value: string | string[] | undefined,
  ): { announced: ContentHash | undefined } | { refusal: ErrorWire }
  /** Replaces `store` by a function that stores or describes the file differently. */
  wrapStore(store: StoreUpload): StoreUpload
  /** Changes each response of the API before it is sent. */
  formatResponse(response: SandboxResponse): SandboxResponse
  changeServing(serving: Serving): Serving
}

/** A fault plan with its counts. */
export interface ActiveFaultPlan {
  plan: Omit<FaultPlan, 'next'>
  counts: FaultReport['seen']
  rateWindows: RateWindows | undefined
  /** The contract of each version with the plan's flaws applied. */
  rules: Readonly<Record<ApiVersion, ContractRules>>
  /** The fault of the next upload. Each call consumes one from the plan. */
  takeFault(): FaultCase | undefined
}

/** Resolves after the delay, or at the abort. */
export function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    signal.addEventListener('abort', finish)
    if (signal.aborted) finish()
  })
}

export function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
  })
}
