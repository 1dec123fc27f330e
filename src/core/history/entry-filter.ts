import type { GatewayId } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'

/** What of the history is to be shown, and in which order. */
export interface Filter {
  /** Words that must all be found, in any order and anywhere in what is known of a file. */
  text: string
  kind: MediaKind | 'all'
  gateway: GatewayId | 'all'
  /** Fingerprint of the only key whose files are shown; undefined for those of all. */
  account?: string | undefined
  /** `week` and `month` are the last 7 and 30 days with today; a day as `YYYY-MM-DD`. Local time. */
  day: 'all' | 'today' | 'week' | 'month' | (string & {})
  sort: EntrySort
}

export type EntrySort = 'newest' | 'oldest' | 'name' | 'largest' | 'smallest'

export const NO_FILTER: Filter = {
  text: '',
  kind: 'all',
  gateway: 'all',
  day: 'all',
  sort: 'newest',
}

/** Milliseconds since 1970: `from` is within, `until` is not. */
interface Span {
  from: number
  until: number
}

const ALWAYS: Span = { from: -Infinity, until: Infinity }
/** Of a day that is none. */
const NEVER: Span = { from: Infinity, until: -Infinity }

/** From local midnight to local midnight. Today has no end: another clock may be ahead of ours. */
export function spanOf(day: Filter['day'], now: number): Span {
  if (day === 'all') return ALWAYS
  if (day === 'today') return { ...ALWAYS, from: midnightBefore(now, 0) }
  if (day === 'week') return { ...ALWAYS, from: midnightBefore(now, 6) }
  if (day === 'month') return { ...ALWAYS, from: midnightBefore(now, 29) }
  const from = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00`) : Number.NaN
  return Number.isNaN(from) ? NEVER : { from, until: midnightBefore(from, -1) }
}

/** A day is not always 24 hours, so days are counted by the calendar. */
function midnightBefore(time: number, days: number): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime()
}
