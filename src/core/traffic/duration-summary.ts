/** Minimum, median and maximum of durations, in their unit. */
export interface DurationSummary {
  minimum: number
  median: number
  maximum: number
}

/**
 * The median of an even count is the mean of the two middle durations.
 *
 * @returns undefined when there are no durations
 */
export function summarizeDurations(durations: readonly number[]): DurationSummary | undefined {
  const sorted = [...durations].sort((a, b) => a - b)
  const [minimum, maximum] = [sorted.at(0), sorted.at(-1)]
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[sorted.length >> 1]]
  if (minimum === undefined || maximum === undefined) return undefined
  return { minimum, maximum, median: ((low ?? 0) + (high ?? 0)) / 2 }
}
