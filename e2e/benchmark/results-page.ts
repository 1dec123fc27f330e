import type { Usages } from './processor.ts'
import { draw, drawMissed, drawUsages, type Row } from './table.ts'

export interface Results {
  at: Date
  machine: string
  /** Runs of each contender. */
  runs: number
  rows: readonly Row[]
  usages: readonly Usages[]
}

/** @returns The content of `RESULTS.md`. */
export function writeResultsPage({ at, machine, runs, rows, usages }: Results): string {
  const count = (met: boolean) => rows.filter((row) => row.met === met).length
  return `# Benchmark results

\`npm run bench\` writes this page after a complete run. The [README](README.md#benchmark) says how to run it and why targets are missed.

- Date: ${at.toISOString().slice(0, 10)}
- Machine: ${machine}
- Values: medians of ${runs} interleaved runs, with minimum and maximum in brackets
- Targets: ${count(true)} met, ${count(false)} missed

${draw(rows)}

## Missed targets

${drawMissed(rows)}

## Processor seconds by process

The server is ours. The stand-in for the gateway does not count.

${drawUsages(usages)}
`
}
