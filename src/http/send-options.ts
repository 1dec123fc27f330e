import type { ContentHash } from '../core/api/contract.ts'
import type { Access } from '../core/api/credential.ts'
import type { Pace } from '../core/api/pacing.ts'
import type { HeaderList } from '../core/traffic/exchange.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'

/** How long a send may stand still, in seconds. */
export interface Timeouts {
  /** Without a byte taken by the gateway's connection, while there are some left. */
  stall: number
  /** For the answer, once every byte is out of our server. */
  answer: number
}

export interface SendOptions extends Access {
  /** Where the gateway's `/v1` begins on our own origin. */
  base: string
  hash: ContentHash
  /** Bytes. Known to whoever sends: to ask the file itself costs a call of the browser each time. */
  size: number
  signal: AbortSignal
  /** Bytes sent so far; all of them once they are out of our server, if that takes a while. */
  onProgress: (sent: number) => void
  /** Called with every answer, before it is read. */
  onAnswer: (accepted: boolean, pace: Pace) => void
  /** In place of the usual ones: a test sends others. */
  headers?: HeaderList | undefined
  timeouts?: Timeouts | undefined
  /** The file of the list that this sends. */
  upload?: { id: number; path: string } | undefined
  /** Called once when the call has ended, just before the promise settles. Default: {@link reportCall}. */
  observer?: ((call: ObservedCall) => void) | undefined
}
