import { LIMITS } from '../http/limits.ts'
import { TIMEOUTS, type Timeouts } from '../proxy/timeouts.ts'

/** Timeouts in milliseconds. Connections have none, because `fetch` does not report them. */
export interface EdgeTimeouts extends Pick<Timeouts, 'response' | 'link'> {
  /** Time without a byte while the body of the browser is read. */
  bodyIdle: number
  /** For the response to a check whether the gateway can be reached. */
  reach: number
}

export const EDGE_TIMEOUTS: EdgeTimeouts = {
  response: TIMEOUTS.response,
  link: TIMEOUTS.link,
  bodyIdle: LIMITS.bodyIdle,
  reach: 5_000,
}
