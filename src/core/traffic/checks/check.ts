import type { ContentHash, UploadedWire } from '../../api/contract.ts'
import type { Exchange, HeaderList } from '../exchange.ts'

/** One call that a check asks for. */
export interface CheckRequest {
  method: 'GET' | 'POST'
  /** A path of the gateway, such as `/v1/files`, or a whole URL that it returned. */
  target: string
  /** `own` is the key in use. Nothing is sent to a URL but what is public. */
  key: 'own' | 'bad' | 'none'
  headers: HeaderList
  body?: Uint8Array<ArrayBuffer> | undefined
}

/** A call that was made for a check, with the bytes of its answer. */
export interface CheckedCall {
  exchange: Exchange
  /** The answer's body as it came; empty where there was none. */
  bytes: Uint8Array
}

/**
 * Makes the call. Rejects only when `signal` fires: whatever goes wrong is in the exchange.
 *
 * @throws {DOMException} named `AbortError`
 */
export type CheckCall = (request: CheckRequest, signal: AbortSignal) => Promise<CheckedCall>

/**
 * What became of a check, with a sentence that says why. `unexpected` is an answer that differs
 * from what we expect where the published contract says nothing: the gateway is not broken.
 */
export type Verdict = { outcome: 'pass' | 'fail' | 'unexpected' | 'not-applicable'; reason: string }

/** A file of ours, and what the gateway answered when it was sent for the first time. */
export interface FirstUpload {
  body: Uint8Array<ArrayBuffer>
  hash: ContentHash
  /** Only those that are as the contract has them. */
  fields: Partial<UploadedWire>
  exchange: Exchange
}

/** What earlier checks of the run learned. */
interface Known {
  /** With which status the key was refused. */
  keyRefusedWith?: number
  first?: FirstUpload
  /** Whether something came from the URL of that upload. */
  isServed?: boolean
}

/** What checks of one run share: files are made on the spot, and no two runs send the same. */
export interface CheckContext {
  call: (request: CheckRequest) => Promise<CheckedCall>
  /** Puts a call of an earlier check behind this one too. */
  cite(exchange: Exchange): void
  /** @returns the hash of bytes as the gateway writes it */
  hash(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash>
  random(length: number): Uint8Array
  known: Known
}

/** Something that a gateway promises, and how one sees whether it keeps it. */
export interface Check {
  id: string
  /** What it promises: `The same content again is deduplicated, with the same URL`. */
  title: string
  /** What is sent to see it, for people: `one upload of 71 bytes`. */
  sends: string
  /**
   * Looks whether it is kept.
   *
   * @throws {Judged} where a call already decides it
   * @throws {DOMException} named `AbortError` when the run is stopped
   */
  run(context: CheckContext): Promise<Verdict>
}
