import { type Figure, median, type Target } from './figure.ts'
import { KINDS, totalOf, type Usages } from './processor.ts'

export interface Row {
  part: string
  figure: Figure
  /** The value that is compared with the target. */
  reached: number
  /** Undefined without a target. */
  met: boolean | undefined
}

export function judge(part: string, figure: Figure): Row {
  const reached = reach(figure)
  const { target } = figure
  if (!target) return { part, figure, reached, met: undefined }
  const met = target.bound === 'at most' ? reached <= target.limit : reached >= target.limit
  return { part, figure, reached, met }
}

function reach({ ours, yardstick, target }: Figure): number {
  if (!yardstick || target?.of === 'value') return median(ours)
  const cost = median(ours) / median(yardstick.values)
  return target?.of === 'speed' ? 1 / cost : cost
}

/** @returns The table as Markdown. */
export function draw(rows: readonly Row[]): string {
  const head = ['part', 'work', 'Refdrop', 'yardstick', 'ratio', 'target', 'met']
  return drawTable(head, rows.map(cells))
}

/** @returns A Markdown table of processor seconds, with a column for each kind of process. */
export function drawUsages(all: readonly Usages[]): string {
  const rows = all.flatMap(({ work, contenders }) =>
    Object.entries(contenders).map(([name, runs]) => [
      work,
      name,
      ...KINDS.map((kind) => spread(runs.map(({ usage }) => usage[kind]))),
      spread(runs.map(({ usage }) => totalOf(usage))),
      spread(runs.map(({ later }) => later)),
    ]),
  )
  return drawTable(['work', 'page', ...KINDS, 'all', 'all, in the second after it'], rows)
}

/** @returns A Markdown table. */
export function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** @returns The missed targets as a Markdown list, or a sentence if all are met. */
export function drawMissed(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ part, figure, reached, met }) => {
    const { work, unit, yardstick, target } = figure
    if (met !== false || !target) return []
    const value = target.of === 'value' ? `${format(reached)} ${unit}`.trim() : format(reached)
    const against = yardstick && target.of !== 'value' ? ` against ${yardstick.name}` : ''
    return [`- ${part}, ${work}${against}: ${value}, target ${aim(target, unit)}`]
  })
  return lines.length === 0 ? 'All targets are met.' : lines.join('\n')
}

function cells({ part, figure, reached, met }: Row): string[] {
  const { work, unit, ours, yardstick, target } = figure
  const ratio = !yardstick || target?.of === 'value' ? '' : format(reached)
  return [
    part,
    work,
    spread(ours, unit),
    yardstick ? `${yardstick.name}: ${spread(yardstick.values, unit)}` : '',
    ratio,
    target ? aim(target, unit) : '',
    met === undefined ? '' : met ? 'yes' : '**no**',
  ]
}

/** The median, and the range if there are several values. */
export function spread(values: readonly number[], unit = ''): string {
  const middle = `${format(median(values))}${unit && ` ${unit}`}`
  if (values.length === 1) return middle
  return `${middle} (${format(Math.min(...values))} to ${format(Math.max(...values))})`
}

function aim({ of, bound, limit }: Target, unit: string): string {
  const words = { cost: 'of it', speed: 'times its speed', value: unit }
  return `${bound} ${limit} ${words[of]}`.trim()
}

export function format(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toFixed(digits)
}
