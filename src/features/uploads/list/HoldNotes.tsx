import type { ReactNode } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import type { Hold } from '../../../core/queue/holds.ts'
import type { Report } from '../../../core/queue/progress-report.ts'
import { formatCountdown, formatSeconds } from '../../../core/text/format.ts'
import { isFinal } from '../../../core/uploads/stage.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useUploads } from '../uploads-context.ts'

/** A rate limit that holds longer than this can be tried before it ends, in milliseconds. */
const SHORT_HOLD = 5_000

interface HoldNotesProps {
  report: Report
  /** Milliseconds since 1970. */
  now: number
}

/** Why files wait, and what ends the wait. One line for each gateway that holds files. */
export function HoldNotes({ report, now }: HoldNotesProps) {
  const notes = report.holds.filter(({ kind }) => {
    const isCut = kind === 'offline' || kind === 'unreachable'
    return kind !== 'key' && (report.waits[kind] || (isCut && report.waits.retry))
  })
  if (notes.length === 0) return null
  return (
    <ul aria-label="On hold" className="grid gap-1">
      {notes.map((hold) => (
        <li
          key={hold.gateway}
          className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-lg bg-sunken px-3 py-1.5 text-sm"
        >
          <HoldNote hold={hold} isPaused={report.paused} now={now} />
        </li>
      ))}
    </ul>
  )
}

interface HoldNoteProps extends Omit<HoldNotesProps, 'report'> {
  hold: Hold
  isPaused: boolean
}

function HoldNote({ hold, isPaused, now }: HoldNoteProps): ReactNode {
  const { store, queue, lookAgain, openAccount } = useUploads()
  const { gateway, kind, until = now, length = 0, problem } = hold
  const { label } = GATEWAYS[gateway]
  switch (kind) {
    case 'key':
      return null
    case 'bad-key':
      return (
        <>
          <span>
            {label} refuses the key. Nothing is lost. Uploads continue with a key that works.
          </span>
          <Button onClick={() => openAccount(gateway)}>Enter another key</Button>
        </>
      )
    case 'balance':
      return (
        <>
          <span>The balance at {label} is too low. Nothing is lost. Top it up to continue.</span>
          <Button onClick={() => openAccount(gateway)}>Go to the balance</Button>
        </>
      )
    case 'offline':
      return (
        <span>No network, so {label} cannot be reached. Uploads continue when it is back.</span>
      )
    case 'unreachable':
      return (
        <>
          <span>
            {problem?.kind === 'refused'
              ? `${label} cannot be reached. ${problem.message} Uploads continue when it is back.`
              : 'The server of this page does not answer. Start Refdrop again. Uploads then continue.'}
          </span>
          <Button onClick={lookAgain}>Look now</Button>
        </>
      )
    case 'rate-limit': {
      const left = queue.timeLeft(gateway, unfinishedAt(store, gateway))
      const estimate = left === undefined ? '' : `, about ${formatSeconds(left / 1000)} left`
      const pause = isPaused ? ' Paused: uploads continue when you resume.' : ''
      return (
        <>
          <span className="tabular-nums">
            Held by the rate limit, next in {formatCountdown(Math.min(length, until - now))}
            {estimate}.{pause}
          </span>
          {length > SHORT_HOLD && (
            <Button
              onClick={({ currentTarget }) => {
                leaveFocus(currentTarget.parentElement)
                queue.tryNow(gateway)
              }}
            >
              Try now
            </Button>
          )}
        </>
      )
    }
  }
}

function unfinishedAt(store: UploadsStore, gateway: GatewayId): number {
  let count = 0
  for (const upload of store.all()) {
    if (upload.gateway === gateway && !isFinal(upload.stage)) count += 1
  }
  return count
}
