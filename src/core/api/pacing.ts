/** Where an answer says nothing of how long to wait, in milliseconds. */
const DEFAULT_WAIT = 60_000

/** No gateway is waited for longer than this, whatever it says, in milliseconds. */
const LONGEST_WAIT = 86_400_000

/** Nor knocked at again sooner than after this, in milliseconds. */
const SHORTEST_WAIT = 500

/**
 * A response's `Date` that is off by no more than this tells nothing of the clock here, in
 * milliseconds: it is rounded to seconds, and was under way.
 */
const DATE_TOLERANCE = 2_000

/** First and longest mean of the wait before another try, in milliseconds. */
const BACKOFF = { base: 1_000, cap: 30_000 }

/** How many times a file is tried before a person is asked. */
export const TRIES = 4

/** What an answer's headers say of the gateway's pace. Times are milliseconds since 1970. */
export interface Pace {
  /** Calls that the gateway still takes, until `resetAt` where that is told. */
  remaining?: number | undefined
  resetAt?: number | undefined
  retryAt?: number | undefined
}

/**
 * Reads `Retry-After` and `X-RateLimit-Remaining`, `-Reset`, also without their `X-`.
 * What is not understood, or lies in the past, counts as not said. Moments are compared with the
 * `Date` of the same response, for the clock here may be wrong by hours, and told by that clock.
 *
 * @param header gives a header by name, or null
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
 * Until when a gateway that answered 429 is left alone, in milliseconds since 1970: as its
 * headers say, else as the words of its message do, else a minute.
 */
export function endOfWait(pace: Pace, message: string, now: number): number {
  const until = pace.retryAt ?? pace.resetAt ?? readWords(message, now) ?? now + DEFAULT_WAIT
  return Math.ceil(Math.min(Math.max(until, now + SHORTEST_WAIT), now + LONGEST_WAIT))
}

/**
 * Milliseconds before the next try: exponential backoff with full jitter, evenly spread
 * between nothing and the mean's double, so that many pages do not knock together.
 * After "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 *
 * @param tries made so far, at least 1
 * @param random from 0 up to but not 1
 */
export function backoff(tries: number, random: () => number): number {
  return random() * longestBackoff(tries)
}

/** The most that {@link backoff} waits, in milliseconds. */
export function longestBackoff(tries: number): number {
  return Math.min(BACKOFF.cap, BACKOFF.base * 2 ** (tries - 1))
}

function later(moment: number | undefined, now: number): number | undefined {
  return moment !== undefined && moment >= now ? Math.min(moment, now + LONGEST_WAIT) : undefined
}

/** Seconds from now, seconds or milliseconds since 1970, or a date: in HTTP's form or ISO's. */
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

/** "Retry after 60 seconds.", "try again in 2 minutes". */
function readWords(message: string, now: number): number | undefined {
  const found = /\b(?:after|in)\s+(\d+(?:\.\d+)?)\s*(s|sec|seconds?|min|minutes?)\b/i.exec(message)
  if (!found) return undefined
  const seconds = Number(found[1]) * (found[2]?.toLowerCase().startsWith('m') ? 60 : 1)
  return now + seconds * 1000
}
