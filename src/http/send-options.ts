import type { Access, HeaderList } from '../core/api/credential.ts'
import type { SentFile } from '../core/api/send-call.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'

/** Timeouts of a send, in seconds. */
export interface Timeouts {
  /** Maximum time without a byte sent to the gateway, while some are left. */
  stall: number
  /** Maximum time from the last byte sent to the response. */
  answer: number
}

export interface SendOptions extends Access {
  /** Path of the gateway on our origin, without a version. */
  base: string
  /** Reading `size` from a File costs a call into the browser each time. */
  sent: SentFile
  signal: AbortSignal
  /** Called with the bytes sent so far. The last byte is reported when it has left our server. */
  onProgress: (sent: number) => void
  /** Changes the usual headers of the version. */
  headers?: ((usual: HeaderList) => HeaderList) | undefined
  timeouts?: Timeouts | undefined
  /** The file of the list that this sends. */
  upload?: { id: number; path: string } | undefined
  /** Called once, just before the promise settles. Default: {@link reportCall}. */
  observer?: ((call: ObservedCall) => void) | undefined
}
