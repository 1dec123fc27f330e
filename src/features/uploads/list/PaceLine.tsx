import { formatBytes, formatSeconds } from '../../../core/text/format.ts'
import { useCount } from '../row/use-upload.ts'
import { usePace } from './use-pace.ts'

/** Seconds left beyond which people ask why only one file is sent. */
const LONG_WAIT = 20

/** "4.2 MB/s, about 12 s left", while bytes move. */
export function PaceLine() {
  const sending = useCount(({ uploading, confirming }) => uploading + confirming > 0)
  const pace = usePace(sending)
  const isAlone = useCount(
    ({ ready, uploading, confirming }) => ready > 0 && uploading + confirming === 1,
  )
  if (!pace) return null
  // Says why files that are ready do not start over a slow link.
  const order = isAlone && pace.secondsLeft > LONG_WAIT ? 'One file at a time, ' : ''
  return (
    <p className="text-soft">
      {`${order}${formatBytes(Math.round(pace.bytesPerSecond))}/s, about ${formatSeconds(pace.secondsLeft)} left`}
    </p>
  )
}
