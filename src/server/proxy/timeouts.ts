import { LINK_LIMITS, type LinkLimits } from './link-grace.ts'

/** How long the proxy waits for what, in milliseconds. */
export interface Timeouts {
  /** For a connection, with its TLS. */
  connection: number
  /** For `100 Continue`, before the body is sent without it. */
  invitation: number
  /** The same at an upstream that stayed silent before. */
  silentInvitation: number
  /** For any sign of life while it is the upstream's turn, and for an answer to its end. */
  answer: number
  /** For any sign of life of what is fetched back. */
  fetched: number
  /** By which `answer` grows once the body is out. */
  link: LinkLimits
}

/** `answer` is long, for it is the last resort and an upstream may take its time over a file. */
export const TIMEOUTS: Timeouts = {
  connection: 10_000,
  invitation: 1_000,
  silentInvitation: 50,
  answer: 150_000,
  fetched: 30_000,
  link: LINK_LIMITS,
}

/** What is known about how an upstream takes `Expect: 100-continue`. */
export type Manners = 'unknown' | 'silent' | 'refuses'
