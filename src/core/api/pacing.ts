/** Wait in milliseconds when a response does not give one. */
const DEFAULT_WAIT = 60_000

/** Maximum wait in milliseconds, even when a gateway asks for more. */
const LONGEST_WAIT = 86_400_000

/** Minimum wait in milliseconds. */
const SHORTEST_WAIT = 500

/**
 * Differences up to this many milliseconds between a `Date` and the local clock are ignored. They
 * come from rounding to seconds and from the time the response took.
 */
const DATE_TOLERANCE = 2_000

/** Upper bound of the wait before the first retry, in milliseconds. */
const FIRST_BACKOFF = 1_000

/** Maximum wait before any retry, in milliseconds. */
const LONGEST_BACKOFF = 30_000

/** Maximum number of tries before a file fails. */
export const TRIES = 4

/** The rate limit in the headers of a response. Times are milliseconds since 1970. */
export interface Pace {
  /** Requests that the gateway still accepts before `resetAt`. */
  remaining?: number | undefined
  resetAt?: number | undefined
  retryAt?: number | undefined
}

/**
 * Reads `Retry-After`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`, also without the `X-`.
 * Values that are invalid or in the past are ignored. Times are compared with the `Date` of the same
 * response and converted to the local clock, which may be hours wrong.
 *
 * @param header returns a header by name, or null
 * @param now milliseconds since 1970
 */
export function readPace(header: (name: string) => string | null, now: number): Pace {
  const either = (name: string) => header(`X-RateLimit-${name}`) ?? header(`RateLimit-${name}`)
  const remaining = readNumber(either('Remaining'))
  const behind = (readDate(header('Date')) ?? now) - now
  const skew = Math.abs(behind) > DATE_TOLERANCE ? behind : 0
  return {
    remaining: remaining === undefined ? undefined : Math.floor(remaining),
    resetAt: later(readMoment(either('Reset'), now, skew), now),
    retryAt: later(readMoment(header('Retry-After'), now, skew), now),
  }
}

/**
 * Returns when a gateway that answered 429 may be called again, in milliseconds since 1970. Uses
 * the headers, then the words of the message, then a minute.
 */
export function endOfWait(pace: Pace, message: string, now: number): number {
  const until = pace.retryAt ?? pace.resetAt ?? readWords(message, now) ?? now + DEFAULT_WAIT
  return Math.ceil(Math.min(Math.max(until, now + SHORTEST_WAIT), now + LONGEST_WAIT))
}

/**
 * Milliseconds before the next try. Exponential backoff with full jitter: the wait is random
 * between 0 and {@link longestBackoff}, so that many pages do not retry at the same time.
 * Source: "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 *
 * @param tries made so far, at least 1
 * @param random from 0 up to but not 1
 */
export function backoff(tries: number, random: () => number): number {
  return random() * longestBackoff(tries)
}

/** Upper bound of {@link backoff} in milliseconds. */
export function longestBackoff(tries: number): number {
  return Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (tries - 1))
}

function later(moment: number | undefined, now: number): number | undefined {
  return moment !== undefined && moment >= now ? Math.min(moment, now + LONGEST_WAIT) : undefined
}

/** Reads seconds from now, seconds or milliseconds since 1970, or an HTTP or ISO date. */
function readMoment(text: string | null, now: number, skew: number): number | undefined {
  const number = readNumber(text)
  if (number !== undefined && number <= 1e9) return now + number * 1000
  const moment = number === undefined ? readDate(text) : number > 1e11 ? number : number * 1000
  return moment === undefined ? undefined : moment - skew
}

function readNumber(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined
}

function readDate(text: string | null): number | undefined {
  const moment = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/** Reads messages such as "Retry after 60 seconds." and "try again in 2 minutes". */
function readWords(message: string, now: number): number | undefined {
  const found = /\b(?:after|in)\s+(\d+(?:\.\d+)?)\s*(s|sec|seconds?|min|minutes?)\b/i.exec(message)
  if (!found) return undefined
  const seconds = Number(found[1]) * (found[2]?.toLowerCase().startsWith('m') ? 60 : 1)
  return now + seconds * 1000
}
