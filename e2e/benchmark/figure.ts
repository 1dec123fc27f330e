import { test } from '@playwright/test'

/** Runs of each contender, unless `BENCH_RUNS` says otherwise. */
export const DEFAULT_RUNS = 5

/** How often each contender of a comparison is measured. */
export const RUNS = Number(process.env.BENCH_RUNS ?? DEFAULT_RUNS)

/** What is measured, in the unit in which it is shown. */
type Unit = 's' | 'ms' | 'MiB' | 'kB' | ''

/** One line of the table: what we took, what the yardstick took in the same runs, what was aimed at. */
export interface Figure {
  work: string
  unit: Unit
  /** One value a run. */
  ours: readonly number[]
  yardstick?: { name: string; values: readonly number[] }
  target?: Target
}

/**
 * Of a `ratio` to the yardstick: `cost` is ours divided by the yardstick's, `speed` the
 * yardstick's time divided by ours. Of a `value`: our own median, in the figure's unit.
 */
export interface Target {
  of: 'cost' | 'speed' | 'value'
  bound: 'at most' | 'at least'
  limit: number
}

export const atMost = (limit: number, of: Target['of'] = 'cost'): Target => ({
  of,
  bound: 'at most',
  limit,
})

export const atLeast = (limit: number, of: Target['of'] = 'speed'): Target => ({
  of,
  bound: 'at least',
  limit,
})

/** Name under which the reporter finds figures among the attachments of a test. */
export const FIGURE = 'figure'

/** Puts a line into the table. */
export async function record(figure: Figure): Promise<void> {
  const body = JSON.stringify(figure)
  await test.info().attach(FIGURE, { body, contentType: 'application/json' })
}

/**
 * Measures all contenders in turn, again and again, so that whatever the machine does
 * meanwhile meets all of them; each round begins with another one.
 *
 * @returns what was measured, a list in the order of the runs for each contender
 */
export async function interleave<K extends string, T>(
  contenders: Readonly<Record<K, () => Promise<T>>>,
  runs = RUNS,
): Promise<Record<K, T[]>> {
  const names = Object.keys(contenders) as K[]
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, T[]>
  for (let run = 0; run < runs; run += 1) {
    const first = run % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      results[name].push(await contenders[name]())
    }
  }
  return results
}

/** @throws {RangeError} where there are no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new RangeError('No median of nothing')
  return (low + high) / 2
}

/** The least value that so great a `share` (0 to 1) of all does not exceed; NaN where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
