import type { GatewayId } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'

/** Which entries of the history are shown, and in which order. */
export interface Filter {
  /** Every word must occur somewhere in an entry. Their order does not matter. */
  text: string
  kind: MediaKind | 'all'
  gateway: GatewayId | 'all'
  /** Fingerprint of gateway and key. Only its files are shown. Undefined shows all accounts. */
  account?: string | undefined
  /**
   * In local time. `week` and `month` are the last 7 and 30 days, including today. A single day is
   * written `YYYY-MM-DD`.
   */
  day: 'all' | 'today' | 'week' | 'month' | (string & {})
  sort: EntrySort
}

export type EntrySort = 'newest' | 'oldest' | 'name' | 'largest'

export const NO_FILTER: Filter = {
  text: '',
  kind: 'all',
  gateway: 'all',
  day: 'all',
  sort: 'newest',
}

/** Milliseconds since 1970, including `from` and excluding `until`. */
interface Span {
  from: number
  until: number
}

const ALWAYS: Span = { from: -Infinity, until: Infinity }
/** The span of an invalid day: it contains no moment. */
const NEVER: Span = { from: Infinity, until: -Infinity }

/**
 * The span from local midnight to local midnight. Today has no end, because the clock that dated an
 * entry may be ahead of ours.
 */
export function spanOf(day: Filter['day'], now: number): Span {
  if (day === 'all') return ALWAYS
  if (day === 'today') return { ...ALWAYS, from: midnightBefore(now, 0) }
  if (day === 'week') return { ...ALWAYS, from: midnightBefore(now, 6) }
  if (day === 'month') return { ...ALWAYS, from: midnightBefore(now, 29) }
  const from = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00`) : Number.NaN
  return Number.isNaN(from) ? NEVER : { from, until: midnightBefore(from, -1) }
}

/** Counts days by the calendar, because a day is not always 24 hours. */
function midnightBefore(time: number, days: number): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime()
}
