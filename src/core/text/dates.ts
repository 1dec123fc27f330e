import { LOCALE } from './locale.ts'

const DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' })
const RELATIVE_DAY = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
const FULL_DAY = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const CLOCK = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const EXACT_TIME = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

/**
 * Formats a moment in local time. Recent moments are more exact: "14:05", "yesterday 14:05",
 * "3 Mar 14:05", "3 Mar 2025".
 *
 * @param at milliseconds since 1970
 * @param now milliseconds since 1970
 */
export function formatWhen(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)]
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (then.toDateString() === today.toDateString()) return TIME.format(then)
  if (then.toDateString() === yesterday.toDateString())
    return `${RELATIVE_DAY.format(-1, 'day')} ${TIME.format(then)}`
  if (then.getFullYear() !== today.getFullYear()) return FULL_DAY.format(then)
  return `${DAY.format(then)} ${TIME.format(then)}`
}

/** Formats milliseconds since 1970 as a local day: "3 Mar 2025". */
export function formatDay(at: number): string {
  return FULL_DAY.format(at)
}

/** Formats milliseconds since 1970 as a local time: "14:05". */
export function formatTime(at: number): string {
  return TIME.format(at)
}

/** Formats milliseconds since 1970 as a local time: "14:05:07". */
export function formatClock(at: number): string {
  return CLOCK.format(at)
}

/** Formats milliseconds since 1970 as a local time, for comparison with logs: "14:05:07.042". */
export function formatExactTime(at: number): string {
  return EXACT_TIME.format(at)
}

/** Formats a moment as a local day, with the year when it is not this one: "3 Mar", "3 Mar 2025". */
export function formatShortDay(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? DAY : FULL_DAY).format(at)
}
