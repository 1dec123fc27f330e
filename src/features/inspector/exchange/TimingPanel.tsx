import { formatMilliseconds } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import {
  isBefore,
  type PhaseBar,
  scalePhases,
  type TimedPhase,
  timePhases,
} from '../../../core/traffic/timing-phases.ts'
import { words } from '../words.ts'

const text = words.call

/** The duration of each phase, as bars. All bars have the same scale, except those that are cut. */
export function TimingPanel({ exchange }: { exchange: Exchange }) {
  const call = timePhases(exchange)
  const { phases, total } = call
  const bars = scalePhases(call)
  const { connected, ended, waited, hashed } = exchange.timing
  const hasBefore = waited !== undefined || hashed !== undefined
  return (
    <div className="grid grid-cols-1 gap-4">
      <ul aria-label={text.phases} className="grid gap-2.5">
        {phases.map((phase, place) => (
          <PhaseRow key={phase.name} phase={phase} bar={bars[place]} exchange={exchange} />
        ))}
      </ul>
      <div className="grid gap-1 border-line border-t pt-3">
        <p className="flex flex-wrap gap-x-1.5">
          <span>{text.took(ended)}</span>
          {hasBefore && <span className="text-soft">{text.tookInAll(total)}</span>}
        </p>
        {connected === 0 && <p className="text-soft">{text.reused}</p>}
        {connected === undefined && !phases.some(({ name }) => name === 'connecting') && (
          <p className="text-soft">{text.unknownConnect}</p>
        )}
      </div>
    </div>
  )
}

interface PhaseRowProps {
  phase: TimedPhase
  bar: PhaseBar | undefined
  exchange: Exchange
}

function PhaseRow({ phase, bar, exchange }: PhaseRowProps) {
  const { name, duration, isBroken } = phase
  // Without a report of the connection, the call may have failed while connecting or sending.
  const label = isBroken && name === 'connecting' ? text.connectingOrSending : text.phase(name)
  const colour = isBroken ? 'bg-bad' : isBefore(phase) ? 'bg-line-strong' : 'bg-accent-fill'
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 sm:grid-cols-[10rem_minmax(0,1fr)_13rem]">
      <span className={isBroken ? 'font-medium text-bad' : ''}>{label}</span>
      <span className="text-end sm:order-last sm:text-start">
        <span>{formatMilliseconds(duration)}</span>
        <span className="ms-1.5 text-soft">{amountOf(phase)}</span>
        {isBroken && <span className="ms-1.5 text-bad">{breakWord(exchange)}</span>}
      </span>
      <span className="h-2 rounded-full bg-sunken max-sm:col-span-2">
        {bar && <Bar bar={bar} colour={colour} />}
      </span>
    </li>
  )
}

/** A bar that is not to scale ends in pieces. */
function Bar({ bar: { left, width, isCut }, colour }: { bar: PhaseBar; colour: string }) {
  const style = { marginLeft: `min(${left * 100}%, 100% - 2px)`, width: `${width * 100}%` }
  const look = 'h-full min-w-0.5 max-w-full'
  if (!isCut) return <span className={`block rounded-full ${look} ${colour}`} style={style} />
  return (
    <span
      role="img"
      aria-label={text.notToScale}
      data-tip={text.notToScale}
      className={`flex gap-1 ${look}`}
      style={style}
    >
      <span className={`min-w-0 flex-1 rounded-s-sm ${colour}`} />
      {['w-2', 'w-1.5', 'w-1'].map((size) => (
        <span key={size} className={`shrink-0 ${size} ${colour}`} />
      ))}
    </span>
  )
}

/** "5 MB, 42 MB/s" */
function amountOf({ bytes, rate }: TimedPhase): string {
  return [bytes && text.size(bytes), rate && text.rate(rate)].filter(Boolean).join(', ')
}

function breakWord({ failure }: Exchange): string {
  return failure === 'aborted' ? text.brokenOff : text.broke
}
