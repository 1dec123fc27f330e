import { LINK_LIMITS, type LinkLimits } from './link-grace.ts'

/** Timeouts of the proxy in milliseconds. */
export interface Timeouts {
  /** For a connection, including TLS. */
  connection: number
  /** For `100 Continue`. The body is sent without it afterwards. */
  expect100: number
  /** For `100 Continue` of an upstream that did not send it for an earlier upload. */
  expect100Silent: number
  /** For activity while the upstream must act, and for a response from its start to its end. */
  response: number
  /** For activity while a file is fetched back. */
  fetched: number
  /** For an import from its first name lookup to its last byte. */
  imported: number
  /** Determines the extra time for `response` once the body is sent. */
  link: LinkLimits
}

/** `response` is long, because it is the last resort and an upstream may need time for a file. */
export const TIMEOUTS: Timeouts = {
  connection: 10_000,
  expect100: 1_000,
  expect100Silent: 50,
  response: 150_000,
  fetched: 30_000,
  imported: 240_000,
  link: LINK_LIMITS,
}

/** How an upstream reacts to `Expect: 100-continue`, as far as the proxy knows. */
export type ExpectSupport = 'unknown' | 'silent' | 'refuses'
