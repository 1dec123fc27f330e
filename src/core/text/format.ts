const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** Bytes for people, in binary steps as the gateway's limit is: 52,428,800 is "50 MB". */
export function formatBytes(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 1024 ** step
  const digits = step === 0 || amount >= 100 ? 0 : 1
  if (bytes === 1) return '1 byte'
  return `${amount.toFixed(digits).replace(/\.0$/, '')} ${UNITS[step]}`
}

/** Seconds for people, rounded up: "8 s", "3 min", "2 h". */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`
  return `${Math.ceil(seconds / 3600)} h`
}

/** How long something took, in milliseconds, for people who compare: "12 ms", "1.24 s", "2 min 5 s". */
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

/** Milliseconds as a clock that runs down, rounded up: "0:41", "1:02:03". */
export function formatCountdown(milliseconds: number): string {
  return formatClock(Math.max(0, Math.ceil(milliseconds / 1000)))
}

/** Seconds below which tenths matter. */
const SHORT = 10

/**
 * A moment of a sound or film, or its end, as players show it, rounded down: "0:13", "1:02:03".
 * Of less than ten seconds in all, "1.2 s", and its end is never "0.0 s".
 *
 * @param seconds until that moment
 * @param all seconds that it has
 */
export function formatDuration(seconds: number, all = seconds): string {
  if (seconds === all && seconds > 0 && seconds < 0.05) return 'under 0.1 s'
  return all < SHORT ? `${seconds.toFixed(1)} s` : formatClock(Math.max(0, Math.floor(seconds)))
}

/** @param seconds whole ones */
function formatClock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** "1920 × 1080" */
export function formatPixels(width: number, height: number): string {
  return `${width} × ${height}`
}

/** Cents as dollars: 123456 is "$1,234.56". */
export function formatCents(cents: number): string {
  return (cents / 100).toLocaleString('en', { style: 'currency', currency: 'USD' })
}

/** Whole percent of a part, never 100 before it is whole. Nothing of nothing is 0. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100))
}

/** "1 file", "3 files". */
export function plural(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`
}

/** Seconds; undefined where they are unknown, as 0 and endless ones are. */
export function knownDuration({ duration }: { duration?: number | undefined }): number | undefined {
  return duration !== undefined && duration > 0 && Number.isFinite(duration) ? duration : undefined
}
