import type { Capacity, Carried, Traffic } from './capacity.ts'
import { drawTable, format, spread } from './table.ts'

/** The heading of the section in `RESULTS.md`. */
const HEADING = '## Capacity of one process'

interface Measured {
  at: Date
  machine: string
  capacity: Capacity
}

/** @returns The section of `RESULTS.md`, with its heading. */
export function writeCapacity({ at, machine, capacity }: Measured): string {
  const runs = capacity.traffic[0]?.runs.length ?? 0
  const rows = capacity.traffic.map(({ traffic, runs }) => cells(traffic, runs))
  const kept = capacity.kept.map(({ uploads, heap, memory }) => [
    uploads.toLocaleString('en'),
    `${format(heap)} MiB`,
    `${format(memory)} MiB`,
  ])
  return `${HEADING}

\`npm run capacity\` writes this section. Clients keep their connections and send uploads through one process of \`npm start\` to a gateway that drops them.
Clients and gateway are processes of their own on the same cores, so times by the clock would measure these, too.
Processor time is that of the server alone. A process uses about one core, so a second divided by it is what the process carries.

- Date: ${at.toISOString().slice(0, 10)}
- Machine: ${machine}
- Values: medians of ${runs} interleaved runs, with minimum and maximum in brackets

${drawTable(HEAD, rows)}

Memory of one process after uploads of 4 KiB on 50 connections. The heap is collected. The server remembers the newest 20,000 URLs.

${drawTable(['uploads', 'heap', 'memory'], kept)}
`
}

const HEAD = [
  'upload',
  'connections',
  'processor, ms an upload',
  'processor, s a GB',
  'uploads a second of one core',
  'memory at its peak',
]

function cells({ words, size, connections, uploads }: Traffic, runs: readonly Carried[]): string[] {
  const of = (value: (run: Carried) => number, unit = '') => spread(runs.map(value), unit)
  const bytes = uploads * size
  return [
    words,
    String(connections),
    of(({ processor }) => (processor * 1000) / uploads),
    of(({ processor }) => processor / (bytes / 1e9)),
    of(({ processor }) => uploads / processor),
    of(({ memory }) => memory, 'MiB'),
  ]
}

/** Replaces the section in a page, or adds it at the end. */
export function foldCapacity(page: string, section: string): string {
  const sections = page.split(/^(?=## )/m)
  const index = sections.findIndex((text) => text.startsWith(`${HEADING}\n`))
  const isLast = index < 0 || index === sections.length - 1
  const text = isLast ? section : `${section}\n`
  if (index < 0) return `${page.trimEnd()}\n\n${text}`
  return sections.toSpliced(index, 1, text).join('')
}
