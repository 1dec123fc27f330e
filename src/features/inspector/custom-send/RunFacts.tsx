import { formatMilliseconds } from '../../../core/text/format.ts'
import { type RunRow, summarizeRows } from '../../../core/traffic/run-row.ts'

/** The progress of a run, and the durations of its sends. */
export function RunFacts({
  rows,
  done,
  isOver,
}: {
  rows: readonly RunRow[]
  done: number
  isOver: boolean
}) {
  const failed = rows.filter(({ error }) => error !== undefined).length
  const summary = rows.length > 1 ? summarizeRows(rows) : undefined
  return (
    <dl className="flex flex-wrap items-baseline gap-x-5 gap-y-1 tabular-nums">
      <div>
        <dt className="sr-only">Sends</dt>
        <dd className="font-medium">{describeProgress(done, rows.length, isOver)}</dd>
      </div>
      {failed > 0 && <Fact name="With trouble" value={String(failed)} isBad />}
      {summary && (
        <>
          <Fact name="Minimum" value={formatMilliseconds(summary.minimum)} />
          <Fact name="Median" value={formatMilliseconds(summary.median)} />
          <Fact name="Maximum" value={formatMilliseconds(summary.maximum)} />
        </>
      )}
    </dl>
  )
}

/** "12 of 20", "Done, 20 of 20" */
function describeProgress(done: number, all: number, isOver: boolean): string {
  const words = `${done} of ${all}`
  if (!isOver) return words
  return `${done < all ? 'Stopped' : 'Done'}, ${words}`
}

function Fact({ name, value, isBad = false }: { name: string; value: string; isBad?: boolean }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className={`font-medium ${isBad ? 'text-bad' : ''}`}>{value}</dd>
    </div>
  )
}
