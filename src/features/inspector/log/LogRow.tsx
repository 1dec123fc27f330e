import { memo } from 'react'
import { formatExactTime } from '../../../core/text/dates.ts'
import { formatBytes, formatMilliseconds } from '../../../core/text/format.ts'
import { callName } from '../../../core/traffic/call-name.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { isGood, marksOf, outcomeWords, placeOf } from '../../../core/traffic/exchange-words.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { TailText } from '../../../ui/TailText.tsx'
import { words } from '../words.ts'
import { LINE_COLUMNS, type LogLayout } from './log-layout.ts'
import { PathText } from './PathText.tsx'

interface LogRowProps {
  id: string
  exchange: Exchange
  /** From 0, among the shown calls. */
  index: number
  count: number
  /** Pixels. */
  top: number
  height: number
  layout: LogLayout
  isChosen: boolean
}

/** One call in one line, or in two lines in a narrow log. */
export function LogRow(props: LogRowProps) {
  const { id, exchange, index, count, top, height, layout, isChosen } = props
  return (
    <div
      role="option"
      id={id}
      tabIndex={-1}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-selected={isChosen}
      style={{ top, height }}
      className={`absolute inset-x-0 grid cursor-default items-center gap-x-3 border-line border-b px-5 outline-none hover:bg-hover aria-selected:bg-selected max-sm:px-4 ${LINE_COLUMNS[layout]}`}
    >
      <Cells exchange={exchange} layout={layout} />
    </div>
  )
}

/** The part of a line that does not change when calls are added. */
const Cells = memo(function Cells({ exchange, layout }: Pick<LogRowProps, 'exchange' | 'layout'>) {
  const { request, timing, subject } = exchange
  const { host, path } = placeOf(exchange)
  const isNarrow = layout === 'narrow'
  const marks = marksOf(exchange)
  const name = subject?.path ?? callName(request)
  const place = (places: string) => `min-w-0 truncate ${isNarrow ? places : ''}`
  return (
    <>
      <span className={`${place('col-span-2 row-start-2 text-soft')} font-mono`}>
        {formatExactTime(exchange.at)}
      </span>
      <span className={`${place('col-start-2 row-start-1')} font-mono`}>{request.method}</span>
      <span className={`${place('col-start-3 row-start-1')} font-mono`}>
        <PathText text={path} />
      </span>
      {layout === 'wide' && (
        <span data-tip={host} className="min-w-0 truncate text-soft">
          {host}
        </span>
      )}
      <span className={`${place('col-start-1 row-start-1')} font-mono ${lookOf(exchange)}`}>
        {outcomeWords(exchange)}
      </span>
      {layout !== 'middle' && (
        <span className={`${place('col-start-4 row-start-2')} text-end`}>
          {request.body ? formatBytes(request.body.size) : ''}
        </span>
      )}
      <span className={`${place('col-start-4 row-start-1')} text-end`}>
        {formatMilliseconds(timing.ended)}
      </span>
      <span
        className={`flex min-w-0 items-center gap-1.5 ${isNarrow ? 'col-start-3 row-start-2 text-soft' : ''}`}
      >
        {name !== undefined && (
          <span className={`min-w-0 ${subject ? '' : 'text-soft'}`}>
            <TailText text={name} />
          </span>
        )}
        {marks.length > 0 && (
          <span className={`flex shrink-0 gap-1.5 ${name ? 'max-w-[60%]' : 'max-w-full'}`}>
            {marks.map((mark) => (
              <span key={mark} className="min-w-0 truncate">
                <Badge>{mark}</Badge>
              </span>
            ))}
          </span>
        )}
      </span>
    </>
  )
})

/** A canceled call is not an error. */
function lookOf(exchange: Exchange): string {
  if (exchange.failure === 'aborted') return 'text-soft'
  return isGood(exchange) ? '' : 'font-medium text-bad'
}

/** The names of the columns. Screen readers do not need them to understand a line. */
export function LogHead({ layout }: { layout: LogLayout }) {
  const { time, method, path, host, status, sent, took, file } = words.logs.columns
  const shown =
    layout === 'wide'
      ? [time, method, path, host, status, sent, took, file]
      : [time, method, path, status, took, file]
  return (
    <div
      aria-hidden
      className={`sticky top-0 z-1 grid h-6.5 items-center gap-x-3 border-line border-b bg-panel px-5 font-medium text-soft ${LINE_COLUMNS[layout]}`}
    >
      {shown.map((name) => (
        <span key={name} className={name === sent || name === took ? 'text-end' : ''}>
          {name}
        </span>
      ))}
    </div>
  )
}
