import type { Agent, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { HeaderList } from '../../core/api/credential.ts'
import type { CallTimes } from './call-times.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import type { Throttling } from './throttling.ts'
import type { Timeouts } from './timeouts.ts'
import type { UploadProgress } from './upload-progress.ts'
import type { Upstream } from './upstream.ts'

/** One call to the upstream, as the page requested it. */
export interface Call {
  upstream: Upstream
  method: string
  /** Starts with the version: `/v1`. */
  path: string
  headers: OutgoingHttpHeaders
  /** The browser's request if it has a body. */
  body: IncomingMessage | undefined
  /** Undefined if the call is not an upload. */
  progress: UploadProgress | undefined
  /** Undefined if the body is sent at full speed. */
  throttling: Throttling | undefined
  /** Called before each attempt with all its headers, including the key. */
  onSending: (headers: HeaderList) => void
  /** Called once, before the first byte of the body is read. */
  onBodyStart: () => void
  /** The response to the browser. Closing it cancels the call. */
  response: ServerResponse
  times: CallTimes
}

/** The settings of one attempt at a call. */
export interface Attempt {
  /** The proxy between this server and the upstream. Undefined for a direct connection. */
  proxy: OutboundProxy | undefined
  /** Undefined for a new connection that is used once. */
  agent: Agent | undefined
  /** Milliseconds to wait for `100 Continue`. Undefined sends no `Expect` header. */
  expect100: number | undefined
  /**
   * Called with whether `100 Continue` came in time, and again if it came late. Not called once
   * the response has started.
   */
  onContinue: (received: boolean) => void
  timeouts: Timeouts
}

/** The browser disconnected. */
export class ClientGone extends Error {}

/** The upstream had closed the reused connection. No byte of the body is lost. */
export class StaleConnection extends Error {}

/** The upstream responded with 417 to `Expect: 100-continue`. No byte of the body is lost. */
export class ExpectationRefused extends Error {}
