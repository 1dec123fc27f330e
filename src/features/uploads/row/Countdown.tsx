import { formatCountdown } from '../../../core/text/format.ts'
import { useNow } from './use-now.ts'

/** "0:41", running down. @param until milliseconds since 1970 */
export function Countdown({ until }: { until: number }) {
  const now = useNow(true)
  return <span>{formatCountdown(until - now)}</span>
}
