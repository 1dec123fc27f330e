import { ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import { formatClock } from '../../../core/text/dates.ts'
import { plural } from '../../../core/text/format.ts'
import type { CheckLine as Line } from '../../../core/traffic/checks/check-line.ts'
import { ExchangeView } from '../exchange/ExchangeView.tsx'
import { CheckOutcome } from './CheckOutcome.tsx'

/** One check of a run, with its outcome, the reason, and its calls to unfold. */
export const CheckLine = memo(function CheckLine({ line }: { line: Line }) {
  const { title, state, exchanges } = line
  return (
    <li
      tabIndex={-1}
      className="-mx-1 grid scroll-mt-1 grid-cols-1 gap-x-3 gap-y-0.5 px-1 py-2 -outline-offset-2 focus:bg-sunken sm:grid-cols-[8.5rem_minmax(0,1fr)]"
    >
      <CheckOutcome state={state} />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="wrap-anywhere text-soft">{describeLine(line)}</p>
        {exchanges.length > 0 && <CheckCalls line={line} />}
      </div>
    </li>
  )
})

function describeLine({ state, sends }: Line): string {
  switch (state.name) {
    case 'waiting':
    case 'running':
      return `Sends ${sends}.`
    case 'held':
      return `The rate limit was met; it goes on at ${formatClock(state.until)}.`
    case 'done':
      return state.result.reason
  }
}

function CheckCalls({ line: { title, exchanges } }: { line: Line }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)} className="group">
      <summary
        aria-label={`${plural(exchanges.length, 'call')} behind: ${title}`}
        className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded pointer-coarse:min-h-11 text-soft hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {plural(exchanges.length, 'call')}
      </summary>
      {isOpen && (
        <div className="grid min-w-0 grid-cols-1 gap-4 border-line border-l-2 py-2 pl-3">
          {exchanges.map((exchange) => (
            <ExchangeView key={exchange.id} exchange={exchange} />
          ))}
        </div>
      )}
    </details>
  )
}
