import { LOCALE } from './locale.ts'
import { words } from './words.ts'

const NUMBER = new Intl.NumberFormat(LOCALE)
const PLURALS = new Intl.PluralRules(LOCALE)

/** A noun in each plural form that the language has. */
export type Forms = { other: string } & { [form in Intl.LDMLPluralRule]?: string }

/** "1,204" */
export function formatNumber(amount: number): string {
  return NUMBER.format(amount)
}

const FIXED = [0, 1, 2].map(
  (digits) =>
    new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
)

/** @param digits after the decimal separator */
function formatFixed(amount: number, digits: 1 | 2): string {
  return `${FIXED[digits]?.format(amount)}`
}

/** Formats bytes in binary units, like the gateway's limit: 52,428,800 is "50 MB". */
export function formatBytes(bytes: number): string {
  let amount = bytes
  let step = 0
  // 1023.9 KB is "1 MB", not "1,024 KB".
  while (step < words.sizes.length - 1 && amount >= (step === 0 ? 1024 : 1023.5)) {
    amount /= 1024
    step += 1
  }
  if (step === 0) return plural(bytes, words.byte)
  const shown = amount < 100 ? Math.round(amount * 10) / 10 : Math.round(amount)
  return `${formatNumber(shown)} ${words.sizes[step]}`
}

/** Formats seconds, rounded up: "8 s", "3 min", "2 h". */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return words.seconds(formatNumber(Math.ceil(seconds)))
  if (seconds < 3600) return words.minutes(formatNumber(Math.ceil(seconds / 60)))
  return words.hours(formatNumber(Math.ceil(seconds / 3600)))
}

/** Formats a measured duration in milliseconds: "12 ms", "1.24 s", "2 min 5 s". */
export function formatMilliseconds(milliseconds: number): string {
  const whole = Math.round(milliseconds)
  if (whole < 1000) return words.milliseconds(formatNumber(whole))
  if (whole < 9_995) return words.seconds(formatFixed(whole / 1000, 2))
  if (whole < 59_950) return words.seconds(formatFixed(whole / 1000, 1))
  const seconds = Math.round(whole / 1000)
  const minutes = Math.round(seconds / 60)
  return seconds < 3600
    ? `${words.minutes(`${Math.floor(seconds / 60)}`)} ${words.seconds(`${seconds % 60}`)}`
    : `${words.hours(formatNumber(Math.floor(minutes / 60)))} ${words.minutes(`${minutes % 60}`)}`
}

/** Formats milliseconds as a countdown, rounded up: "0:41", "1:02:03". */
export function formatCountdown(milliseconds: number): string {
  return formatClock(Math.max(0, Math.ceil(milliseconds / 1000)))
}

/** Media shorter than this many seconds is shown with tenths. */
const SHORT = 10

/**
 * Formats a position in audio or video, rounded down as players do: "0:13", "1:02:03". Media of
 * less than ten seconds is shown as "1.2 s". Its end is never "0.0 s".
 *
 * @param seconds from the start to the position
 * @param all duration in seconds
 */
export function formatDuration(seconds: number, all = seconds): string {
  const tenths = (amount: number) => words.seconds(formatFixed(amount, 1))
  if (seconds === all && seconds > 0 && seconds < 0.05) return words.under(tenths(0.1))
  return all < SHORT ? tenths(seconds) : formatClock(Math.max(0, Math.floor(seconds)))
}

/** @param seconds an integer */
function formatClock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** "1920 × 1080" */
export function formatPixels(width: number, height: number): string {
  return `${width} × ${height}`
}

/** Formats cents as dollars: 123456 is "$1,234.56". */
export function formatCents(cents: number): string {
  const options = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
  return (cents / 100).toLocaleString(LOCALE, options)
}

/** Rounds a percentage down, so that it is 100 only when complete. 0 of 0 is 0. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100))
}

/**
 * "1 file", "3 files".
 *
 * @param noun an English noun that only adds an s, or all its forms
 */
export function plural(amount: number, noun: string | Forms): string {
  const forms: Forms = typeof noun === 'string' ? { one: noun, other: `${noun}s` } : noun
  return `${formatNumber(amount)} ${forms[PLURALS.select(amount)] ?? forms.other}`
}

/** Returns the duration in seconds, or undefined when it is missing, zero or infinite. */
export function knownDuration({ duration }: { duration?: number | undefined }): number | undefined {
  return duration !== undefined && duration > 0 && Number.isFinite(duration) ? duration : undefined
}
