import type { ApiVersion } from '../../api/api-version.ts'
import type { ContentHash } from '../../api/contract.ts'
import type { HeaderList } from '../../api/credential.ts'
import type { Route } from '../../api/route.ts'
import type { Exchange } from '../exchange.ts'

/** A well-formed key that no gateway accepts. The sandbox rejects keys with `varg_bad`. */
export const BAD_KEY = 'varg_bad_refdrop_check_0000'

/** One call that a check makes. */
export interface CheckRequest {
  method: Route['method']
  /** A path of the gateway, such as `/v1/files`, or a whole URL that it returned. */
  target: string
  /** `own` is the key in use. Requests to URLs of files carry no key. */
  key: 'own' | 'bad' | 'none'
  headers: HeaderList
  body?: Uint8Array<ArrayBuffer> | undefined
  /** Size in bytes of a body that is larger than `body`. Zeros pad it. */
  size?: number | undefined
}

/** A call of a check, with the bytes of its response. */
export interface CheckedCall {
  exchange: Exchange
  /** The raw response body. Empty without a response. */
  bytes: Uint8Array
}

/**
 * Makes the call. Rejects only when `signal` fires. Any other failure is in the exchange.
 *
 * @throws {DOMException} named `AbortError`
 */
export type CheckCall = (request: CheckRequest, signal: AbortSignal) => Promise<CheckedCall>

/**
 * The outcome of a check, with a sentence that gives the reason. `unexpected` means that a response
 * differs from our expectation in a point that the published contract leaves open.
 */
export type CheckResult = {
  outcome: 'pass' | 'fail' | 'unexpected' | 'not-applicable'
  reason: string
}

/** The fields in the response to an upload, by their names in the contract. */
export interface StatedFields {
  file_id?: string | undefined
  url?: string | undefined
  hash?: ContentHash | undefined
  size?: number | undefined
  deduplicated?: boolean | undefined
}

/** The first upload of a generated file, and the gateway's response. */
export interface FirstUpload {
  body: Uint8Array<ArrayBuffer>
  hash: ContentHash
  /** Only the fields that conform to the contract. */
  fields: StatedFields
  exchange: Exchange
}

/** Facts that earlier checks of the run found out. */
interface Known {
  /** The status with which the gateway rejected the key. */
  keyRefusedWith?: number
  first?: FirstUpload
  /** Whether the URL of the first upload returned the file. */
  isServed?: boolean
  /** The first upload in the list of the account's files, and the call that listed it. */
  listed?: { entry: Record<string, unknown>; exchange: Exchange }
  /** Ids of files that the run made. */
  made: Set<string>
  /** Calls whose response has headers of a rate limit. */
  limited: Exchange[]
}

/** Shared by the checks of one run. Files are generated, so that no two runs send the same. */
export interface CheckContext {
  /** The version of the contract that is checked. */
  version: ApiVersion
  /** Start of the run, in milliseconds since 1970. */
  at: number
  call: (request: CheckRequest) => Promise<CheckedCall>
  /** Lists a call of an earlier check under this one, too. */
  reuseExchange(exchange: Exchange): void
  /** @returns the hash in the gateway's notation */
  hash(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash>
  random(length: number): Uint8Array
  known: Known
}

/** One promise of the gateway's contract, and how to verify it. */
export interface Check {
  id: string
  /** The promise: `The same content again is deduplicated, with the same URL`. */
  title: string
  /** What the check sends, for people: `one upload of 71 bytes`. */
  sends: string
  /**
   * Verifies the promise.
   *
   * @throws {EarlyResult} when a call decides the check before it is complete
   * @throws {DOMException} named `AbortError` when the run is stopped
   */
  run(context: CheckContext): Promise<CheckResult>
}
