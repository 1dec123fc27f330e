import type { Exchange } from '../../core/exchange.ts'
import { formatBytes, formatMilliseconds } from '../../core/format.ts'
import { type TimedPhase, timePhases } from '../../core/timing-phases.ts'

/** What took how long, as bars on one scale. */
export function TimingPanel({ exchange }: { exchange: Exchange }) {
  const { phases, total } = timePhases(exchange)
  const { connected, ended, waited, hashed } = exchange.timing
  const hasBefore = waited !== undefined || hashed !== undefined
  return (
    <div className="grid grid-cols-1 gap-3 text-sm tabular-nums">
      <ul aria-label="Phases" className="grid gap-2">
        {phases.map((phase) => (
          <PhaseRow key={phase.name} phase={phase} total={total} exchange={exchange} />
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
  total: number
  exchange: Exchange
}

function PhaseRow({ phase, total, exchange }: PhaseRowProps) {
  const { name, start, duration, isBroken } = phase
  // What broke before anybody told of a connection may have been either.
  const label = isBroken && name === 'connecting' ? 'Connecting or sending' : LABELS[name]
  const part = (amount: number) => `${total === 0 ? 0 : (amount / total) * 100}%`
  const before = name === 'waiting' || name === 'hashing'
  const colour = isBroken ? 'bg-bad' : before ? 'bg-line-strong' : 'bg-accent'
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 sm:grid-cols-[11rem_1fr_13rem]">
      <span className={isBroken ? 'font-medium text-bad' : ''}>{label}</span>
      <span className="text-right sm:order-last sm:text-left">
        {formatMilliseconds(duration)}
        <span className="text-soft">{amountOf(phase)}</span>
        {isBroken && <span className="text-bad">{breakWord(exchange)}</span>}
      </span>
      <span className="h-2.5 rounded-sm bg-sunken max-sm:col-span-2">
        <span
          className={`block h-full min-w-0.5 max-w-full rounded-sm ${colour}`}
          style={{ marginLeft: `min(${part(start)}, 100% - 2px)`, width: part(duration) }}
        />
      </span>
    </li>
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
