import { useId, useState, useSyncExternalStore } from 'react'
import { GATEWAYS } from '../../../core/api/gateways.ts'
import { describeOptions } from '../../../core/traffic/custom-send-options.ts'
import type { CustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { describeSend, writeRunCsv } from '../../../core/traffic/run-row.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { RunChart } from './RunChart.tsx'
import { RunFacts } from './RunFacts.tsx'
import { SendRow } from './SendRow.tsx'

const COLUMNS = ['#', 'Status', 'Time', 'Deduplicated', 'URL']

interface RunTableProps {
  run: CustomSendRun
  onOpen?: (exchange: Exchange) => void
}

/** One custom send run, with its sends, their durations, and a button to stop it. */
export function RunTable({ run, onOpen }: RunTableProps) {
  const results = useSyncExternalStore(run.subscribe, run.results)
  const isOver = useSyncExternalStore(run.subscribe, run.isOver)
  // The button stays when the run ends, so that the focus is not lost.
  const [wasUnderWay] = useState(!isOver)
  const titleId = useId()
  const rows = results.map(describeSend)
  const done = rows.filter(({ milliseconds }) => milliseconds !== undefined).length
  const { path } = run.subject
  const words = [...describeOptions(run.options), ...(run.more ?? [])].join(', ') || 'as always'

  return (
    <article
      aria-labelledby={titleId}
      className="grid min-w-0 grid-cols-1 gap-3 rounded-xl border border-line bg-surface p-3 text-sm"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p id={titleId} className="wrap-anywhere font-medium">
            {path}
          </p>
          <p className="text-soft">
            {GATEWAYS[run.gateway].label}, {words}
          </p>
        </div>
        <div className="flex flex-wrap gap-1">
          {wasUnderWay && (
            <Button idle={isOver} onClick={run.cancel}>
              Stop
            </Button>
          )}
          <CopyButton label="Copy as CSV" idle={done === 0} text={() => writeRunCsv(rows)} />
        </div>
      </div>
      <RunFacts rows={rows} done={done} isOver={isOver} />
      {rows.length > 1 && <RunChart rows={rows} />}
      <div
        {...scrollableAs(`Sends of ${path}`)}
        className="max-h-80 overflow-auto rounded-lg border border-line"
      >
        <table className="w-full border-collapse sm:min-w-104 text-left tabular-nums">
          <caption className="sr-only">{`${path}: ${words}`}</caption>
          <thead className="sticky top-0 bg-sunken text-soft text-xs">
            <tr>
              {COLUMNS.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="px-1.5 py-1.5 font-medium first:w-10 first:text-right nth-3:text-right last:w-full sm:px-2"
                >
                  {name === 'Deduplicated' ? (
                    <ShortInLittleRoom long={name} short="Dedup." />
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row, index) => {
              const exchange = results[index]
              const open = exchange && onOpen && (() => onOpen(exchange))
              return <SendRow key={row.number} row={row} isOver={isOver} onOpen={open} />
            })}
          </tbody>
        </table>
      </div>
      <p role="status" className="sr-only">
        {wasUnderWay && isOver && `The test is over: ${done} of ${rows.length} sends.`}
      </p>
    </article>
  )
}

function ShortInLittleRoom({ long, short }: { long: string; short: string }) {
  return (
    <>
      <span className="max-sm:sr-only">{long}</span>
      <span aria-hidden className="sm:hidden">
        {short}
      </span>
    </>
  )
}

/** A scrollable element needs the keyboard focus, and then a name. */
function scrollableAs(label: string) {
  return { role: 'group', 'aria-label': label, tabIndex: 0 }
}
