const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** Formats bytes in binary units, like the gateway's limit: 52,428,800 is "50 MB". */
export function formatBytes(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 1024 ** step
  const digits = step === 0 || amount >= 100 ? 0 : 1
  if (bytes === 1) return '1 byte'
  return `${amount.toFixed(digits).replace(/\.0$/, '')} ${UNITS[step]}`
}

/** Formats seconds, rounded up: "8 s", "3 min", "2 h". */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`
  return `${Math.ceil(seconds / 3600)} h`
}

/** Formats a measured duration in milliseconds: "12 ms", "1.24 s", "2 min 5 s". */
export function formatMilliseconds(milliseconds: number): string {
  const whole = Math.round(milliseconds)
  if (whole < 1000) return `${whole} ms`
  if (whole < 9_995) return `${(whole / 1000).toFixed(2)} s`
  if (whole < 59_950) return `${(whole / 1000).toFixed(1)} s`
  const seconds = Math.round(whole / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
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
  if (seconds === all && seconds > 0 && seconds < 0.05) return 'under 0.1 s'
  return all < SHORT ? `${seconds.toFixed(1)} s` : formatClock(Math.max(0, Math.floor(seconds)))
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
  return (cents / 100).toLocaleString('en', { style: 'currency', currency: 'USD' })
}

/** Rounds a percentage down, so that it is 100 only when complete. 0 of 0 is 0. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100))
}

/** "1 file", "3 files". */
export function plural(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`
}

/** Returns the duration in seconds, or undefined when it is missing, zero or infinite. */
export function knownDuration({ duration }: { duration?: number | undefined }): number | undefined {
  return duration !== undefined && duration > 0 && Number.isFinite(duration) ? duration : undefined
}
