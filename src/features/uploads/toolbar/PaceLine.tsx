import type { Report } from '../../../core/queue/progress-report.ts'
import { formatBytes, formatSeconds } from '../../../core/text/format.ts'
import type { Pace } from '../../../core/uploads/throughput.ts'
import { words } from './words.ts'

/** Above this number of seconds left, the line says that files are sent one at a time. */
const LONG_WAIT = 20

/** "7.9 MB/s, 9 s left" while bytes are sent. During a pause: "2 uploads finishing". */
export function PaceLine({ report, pace }: { report: Report; pace: Pace | undefined }) {
  const text = textOf(report, pace)
  if (text === undefined) return null
  return (
    <p className="-ms-1.5 shrink-0 before:me-1 before:content-['·'/''] max-sm:hidden @max-[45rem]:hidden">
      {text}
    </p>
  )
}

function textOf({ counts, paused }: Report, pace: Pace | undefined): string | undefined {
  const sending = counts.uploading + counts.confirming
  if (sending === 0) return undefined
  if (paused) return words.pausing(sending)
  if (!pace) return undefined
  const speed = formatBytes(Math.round(pace.bytesPerSecond))
  if (pace.secondsLeft === undefined) return words.pace(speed)
  const text = words.paceAndTime(speed, formatSeconds(pace.secondsLeft))
  // Says why files that are ready do not start over a slow link.
  const isAlone = counts.ready > 0 && sending === 1 && pace.secondsLeft > LONG_WAIT
  return isAlone ? `${text}, ${words.oneByOne}` : text
}
