import { test } from '@playwright/test'

/** Runs of each contender, unless `BENCH_RUNS` says otherwise. */
export const DEFAULT_RUNS = 5

/** Runs of each contender in a comparison. */
export const RUNS = Number(process.env.BENCH_RUNS ?? DEFAULT_RUNS)

type Unit = 's' | 'ms' | 'MiB' | 'kB' | ''

/** One row of the results table. */
export interface Figure {
  work: string
  unit: Unit
  /** One value for each run, in `unit`. */
  ours: readonly number[]
  /** Its values are from the same runs. */
  yardstick?: { name: string; values: readonly number[] }
  target?: Target
}

/**
 * A limit for a figure. `cost` is our median divided by the yardstick's. `speed` is the
 * yardstick's median divided by ours. `value` is our median in the figure's unit.
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

/** Name of the test attachments that contain figures. */
export const FIGURE = 'figure'

/** Adds a row to the table. */
export async function record(figure: Figure): Promise<void> {
  const body = JSON.stringify(figure)
  await test.info().attach(FIGURE, { body, contentType: 'application/json' })
}

/**
 * Measures the contenders in turn in each run, so that drift of the machine affects all of them.
 * Each run starts with the next contender.
 *
 * @returns The results of each contender, in the order of the runs.
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

/** @throws {RangeError} if there are no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new RangeError('No median of nothing')
  return (low + high) / 2
}

/** Nearest-rank percentile. @param share From 0 to 1. @returns NaN if there are no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
