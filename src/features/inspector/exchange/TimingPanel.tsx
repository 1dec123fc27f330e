import { formatBytes, formatMilliseconds } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import {
  isBefore,
  type PhaseBar,
  scalePhases,
  type TimedPhase,
  timePhases,
} from '../../../core/traffic/timing-phases.ts'

/** The duration of each phase, as bars. All bars have the same scale, except those that are cut. */
export function TimingPanel({ exchange }: { exchange: Exchange }) {
  const call = timePhases(exchange)
  const { phases, total } = call
  const bars = scalePhases(call)
  const { connected, ended, waited, hashed } = exchange.timing
  const hasBefore = waited !== undefined || hashed !== undefined
  return (
    <div className="grid grid-cols-1 gap-3 text-sm tabular-nums">
      <ul aria-label="Phases" className="grid gap-2">
        {phases.map((phase, place) => (
          <PhaseRow key={phase.name} phase={phase} bar={bars[place]} exchange={exchange} />
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-4 border-line border-t pt-2">
        <span>
          The call took <b className="font-medium">{formatMilliseconds(ended)}</b>
        </span>
        {hasBefore && (
          <span className="text-soft">{formatMilliseconds(total)} with what came before it</span>
        )}
      </p>
      {connected === 0 && (
        <p className="text-soft">
          It went over a connection from before, so nothing was connected.
        </p>
      )}
      {connected === undefined && !phases.some(({ name }) => name === 'connecting') && (
        <p className="text-soft">
          Nobody told how long connecting took; it is part of the bars above.
        </p>
      )}
    </div>
  )
}

const LABELS: Readonly<Record<TimedPhase['name'], string>> = {
  waiting: 'Waiting',
  hashing: 'Hashing',
  connecting: 'Connecting',
  sending: 'Sending',
  answering: 'Waiting for the answer',
  reading: 'Reading',
}

interface PhaseRowProps {
  phase: TimedPhase
  bar: PhaseBar | undefined
  exchange: Exchange
}

function PhaseRow({ phase, bar, exchange }: PhaseRowProps) {
  const { name, duration, isBroken } = phase
  // Without a report of the connection, the failed phase is one of the two.
  const label = isBroken && name === 'connecting' ? 'Connecting or sending' : LABELS[name]
  const colour = isBroken ? 'bg-bad' : isBefore(phase) ? 'bg-line-strong' : 'bg-accent'
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 sm:grid-cols-[11rem_1fr_13rem]">
      <span className={isBroken ? 'font-medium text-bad' : ''}>{label}</span>
      <span className="text-right sm:order-last sm:text-left">
        <span>{formatMilliseconds(duration)}</span>
        <span className="text-soft">{amountOf(phase)}</span>
        {isBroken && <span className="text-bad">{breakWord(exchange)}</span>}
      </span>
      <span className="h-2.5 rounded-sm bg-sunken max-sm:col-span-2">
        {bar && <Bar bar={bar} colour={colour} />}
      </span>
    </li>
  )
}

/** A bar that is cut ends in pieces. */
function Bar({ bar: { left, width, isCut }, colour }: { bar: PhaseBar; colour: string }) {
  const style = { marginLeft: `min(${left * 100}%, 100% - 2px)`, width: `${width * 100}%` }
  const look = 'h-full min-w-0.5 max-w-full'
  if (!isCut) return <span className={`block rounded-sm ${look} ${colour}`} style={style} />
  return (
    <span
      role="img"
      aria-label="Not to scale"
      title="Not to scale"
      className={`flex gap-1 ${look}`}
      style={style}
    >
      <span className={`min-w-0 flex-1 rounded-l-sm ${colour}`} />
      {['w-2', 'w-1.5', 'w-1'].map((size) => (
        <span key={size} className={`shrink-0 ${size} ${colour}`} />
      ))}
    </span>
  )
}

/** ", 5 MB, 42 MB/s" */
function amountOf({ bytes, rate }: TimedPhase): string {
  const words = [bytes && formatBytes(bytes), rate && `${formatBytes(rate)}/s`]
  return words.map((word) => (word ? `, ${word}` : '')).join('')
}

function breakWord({ failure }: Exchange): string {
  return failure === 'aborted' ? ', broken off here' : ', broke here'
}
