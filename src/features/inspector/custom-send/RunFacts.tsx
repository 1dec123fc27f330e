import { formatMilliseconds } from '../../../core/text/format.ts'
import { type RunRow, summarizeRows } from '../../../core/traffic/run-row.ts'
import { words } from '../words.ts'

const text = words.custom

/** The progress of a run, and the durations of its sends. */
export function RunFacts(props: { rows: readonly RunRow[]; done: number; isOver: boolean }) {
  const { rows, done, isOver } = props
  const failed = rows.filter(({ error }) => error !== undefined).length
  const summary = rows.length > 1 ? summarizeRows(rows) : undefined
  const progress = text.progress(done, rows.length)
  const outcome = done < rows.length ? text.stopped(progress) : text.done(progress)
  return (
    <dl className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
      <div>
        <dt className="sr-only">{text.sends}</dt>
        <dd className="font-medium">{isOver ? outcome : progress}</dd>
      </div>
      {failed > 0 && <Fact name={text.failed} value={String(failed)} isBad />}
      {summary && (
        <>
          <Fact name={text.minimum} value={formatMilliseconds(summary.minimum)} />
          <Fact name={text.median} value={formatMilliseconds(summary.median)} />
          <Fact name={text.maximum} value={formatMilliseconds(summary.maximum)} />
        </>
      )}
    </dl>
  )
}

function Fact({ name, value, isBad = false }: { name: string; value: string; isBad?: boolean }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className={`font-medium ${isBad ? 'text-bad' : ''}`}>{value}</dd>
    </div>
  )
}
