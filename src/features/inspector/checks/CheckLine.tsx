import { ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import { type CheckLine as Line, resultOf } from '../../../core/traffic/checks/check-line.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { ExchangeView } from '../exchange/ExchangeView.tsx'
import { words } from '../words.ts'
import { CheckOutcome } from './CheckOutcome.tsx'

/** One check of a run, with its outcome, the reason, and its calls to unfold. */
export const CheckLine = memo(function CheckLine({ line }: { line: Line }) {
  const { title, state, exchanges } = line
  const [isOpen, setOpen] = useState(false)
  const isFailed = resultOf(line)?.outcome === 'fail'
  return (
    <li
      tabIndex={-1}
      className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b px-5 py-2 -outline-offset-2 focus:bg-sunken max-sm:px-4"
    >
      <CheckOutcome state={state} />
      <div className="wrap-anywhere flex min-w-0 flex-wrap gap-x-2">
        <p className={`font-medium ${isFailed ? 'text-bad' : ''}`}>{title}</p>
        <p className={isFailed ? 'text-bad' : 'text-soft'}>{describeLine(line)}</p>
      </div>
      {exchanges.length > 0 && (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={words.check.callsOf(exchanges.length, title)}
          onClick={() => setOpen(!isOpen)}
          className="-my-1 -me-2 inline-flex min-h-(--control-small) items-center gap-1 rounded-control px-2 text-soft hover:bg-sunken hover:text-ink"
        >
          <span>{words.check.calls(exchanges.length)}</span>
          <Icon of={ChevronRight} size={14} className={isOpen ? 'rotate-90' : 'rtl:rotate-180'} />
        </button>
      )}
      {isOpen && (
        <div className="col-span-2 col-start-2 grid min-w-0 grid-cols-1 gap-4 py-2">
          {exchanges.map((exchange) => (
            <ExchangeView key={exchange.id} exchange={exchange} />
          ))}
        </div>
      )}
    </li>
  )
})

function describeLine({ state, sends }: Line): string {
  switch (state.name) {
    case 'waiting':
    case 'running':
      return words.check.waiting(sends)
    case 'held':
      return words.check.held(state.until)
    case 'done':
      return state.result.reason
  }
}
