import { useId, useState, useSyncExternalStore } from 'react'
import { GATEWAYS } from '../../../core/api/gateways.ts'
import type { CustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import { describeOptions } from '../../../core/traffic/describe-options.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { describeSend, writeRunCsv } from '../../../core/traffic/run-row.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { words } from '../words.ts'
import { RunChart } from './RunChart.tsx'
import { RunFacts } from './RunFacts.tsx'
import { SendRow } from './SendRow.tsx'

const text = words.custom
const COLUMNS = Object.values(text.columns)

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
  const options = [...describeOptions(run.options), ...(run.more ?? [])].join(', ') || text.usual

  return (
    <article
      aria-labelledby={titleId}
      className="grid min-w-0 grid-cols-1 gap-2 border-line border-b py-3 last:border-b-0"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p id={titleId} className="wrap-anywhere font-medium">
            {path}
          </p>
          <p className="text-soft">{text.runFacts(GATEWAYS[run.gateway].label, options)}</p>
        </div>
        <div className="flex flex-wrap gap-1">
          {wasUnderWay && (
            <Button idle={isOver} onClick={run.cancel}>
              {text.stop}
            </Button>
          )}
          <CopyButton label={text.copyCsv} idle={done === 0} text={() => writeRunCsv(rows)} />
        </div>
      </div>
      <RunFacts rows={rows} done={done} isOver={isOver} />
      {rows.length > 1 && <RunChart rows={rows} />}
      <div {...scrollableAs(text.sendsOf(path))} className="scroll-quiet max-h-80 overflow-auto">
        <table className="w-full border-collapse sm:min-w-104 text-start">
          <caption className="sr-only">{text.caption(path, options)}</caption>
          <thead className="sticky top-0 bg-panel text-meta text-soft">
            <tr>
              {COLUMNS.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="px-1.5 py-1 font-medium first:w-10 first:text-end nth-3:text-end last:w-full sm:px-2"
                >
                  {name === text.columns.dedup ? (
                    <ShortInLittleRoom long={name} short={text.dedupShort} />
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const exchange = results[index]
              const open = exchange && onOpen && (() => onOpen(exchange))
              return <SendRow key={row.number} row={row} isOver={isOver} onOpen={open} />
            })}
          </tbody>
        </table>
      </div>
      <p role="status" className="sr-only">
        {wasUnderWay && isOver && text.over(done, rows.length)}
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

/** A scrollable element must be focusable and named. */
function scrollableAs(label: string) {
  return { role: 'group', 'aria-label': label, tabIndex: 0 }
}
