import { formatBytes, formatSeconds } from '../../core/format.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { usePace } from './use-pace.ts'
import { useCount } from './use-upload.ts'

/** "4.2 MB/s, about 12 s left", while bytes move. */
export function PaceLine({ store }: { store: UploadsStore }) {
  const sending = useCount(store, ({ uploading, confirming }) => uploading + confirming > 0)
  const pace = usePace(store, sending)
  if (!pace) return null
  return (
    <p className="text-soft">
      {formatBytes(Math.round(pace.bytesPerSecond))}/s, about {formatSeconds(pace.secondsLeft)} left
    </p>
  )
}
