import type { Agent, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { HeaderList } from '../../core/traffic/exchange.ts'
import type { Upstream } from '../http/upstream.ts'
import type { CallTimes } from './call-times.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import type { Throttling } from './throttling.ts'
import type { Timeouts } from './timeouts.ts'
import type { UploadProgress } from './upload-progress.ts'

/** One call of the upstream, as the page made it. */
export interface Call {
  upstream: Upstream
  method: string
  /** From `/v1` on. */
  path: string
  headers: OutgoingHttpHeaders
  /** The browser's request where it has a body, else undefined. */
  body: IncomingMessage | undefined
  /** Counted as the body goes on; undefined for what is no upload. */
  progress: UploadProgress | undefined
  /** How the body is sent other than as fast as it goes. */
  throttling: Throttling | undefined
  /** Told before each attempt all headers of it, with the key. */
  onSending: (headers: HeaderList) => void
  /** Called once, just before the first byte of the body is read. */
  onBodyBegins: () => void
  /** The answer to the browser: once it is closed, nobody waits for ours any more. */
  waiting: ServerResponse
  /** Told what is seen of it. */
  times: CallTimes
}

/** How one attempt at a call is made. */
export interface Attempt {
  /** The proxy on the way to the upstream; undefined where it is asked directly. */
  proxy: OutboundProxy | undefined
  /** Without one, the connection is new and used once. */
  agent: Agent | undefined
  /** Milliseconds to wait for an invitation to send the body; undefined asks for none. */
  invitation: number | undefined
  /**
   * Told whether the invitation came in time, and told once more if it came late; nothing
   * of either once the answer is here.
   */
  onInvitation: (came: boolean) => void
  timeouts: Timeouts
}

/** The browser went away. */
export class NobodyWaits extends Error {}

/** The kept-alive connection had been closed meanwhile. Nothing of the body is lost. */
export class StaleConnection extends Error {}

/** The upstream refuses to be asked first. Nothing of the body is lost. */
export class ExpectationRefused extends Error {}
