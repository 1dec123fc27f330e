/** Seconds below which tenths matter. */
const SHORT = 10

/** Seconds as a player shows them, rounded down: "0:03", "1:02:03". Of less than ten in all, "1.2 s". */
export function formatClock(seconds: number, all = seconds): string {
  if (all < SHORT) return `${seconds.toFixed(1)} s`
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
