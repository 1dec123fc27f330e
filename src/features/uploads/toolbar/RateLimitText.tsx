import type { GatewayId } from '../../../core/api/gateways.ts'
import type { Hold } from '../../../core/queue/holds.ts'
import { formatCountdown, formatSeconds } from '../../../core/text/format.ts'
import { isFinal } from '../../../core/uploads/stage.ts'
import { type UploadsPorts, useUploads } from '../uploads-context.ts'
import { SENTENCE_LOOK } from './hold-look.ts'
import { words } from './hold-words.ts'

/** Seconds between two announcements of the countdown. */
const SPOKEN_STEP = 30

/** Counts down every second on screen, and every half minute for screen readers. */
export function RateLimitText({
  hold: { gateway, until, length = 0 },
  isPaused,
  now,
}: {
  hold: Hold
  isPaused: boolean
  /** Milliseconds since 1970. */
  now: number
}) {
  const uploads = useUploads()
  const left = Math.min(length, (until ?? now) - now)
  const spoken = Math.ceil(left / 1000 / SPOKEN_STEP) * SPOKEN_STEP * 1000
  const all = uploads.queue.timeLeft(gateway, countUnfinished(uploads, gateway))
  const textAt = isPaused ? words.rateLimitPaused : words.rateLimit
  return (
    <>
      <span aria-hidden className={SENTENCE_LOOK}>
        <span>{textAt(formatCountdown(left))}</span>
        {!isPaused && all !== undefined && (
          <span className="max-sm:hidden">{`, ${words.rateLimitLeft(formatSeconds(all / 1000))}`}</span>
        )}
        {!isPaused && <span>.</span>}
      </span>
      <span className="sr-only">{textAt(formatCountdown(spoken))}</span>
    </>
  )
}

function countUnfinished({ store }: UploadsPorts, gateway: GatewayId): number {
  let count = 0
  for (const upload of store.all()) {
    if (upload.gateway === gateway && !isFinal(upload.stage)) count += 1
  }
  return count
}
