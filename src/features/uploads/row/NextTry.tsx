import { explain } from '../../../core/api/explain.ts'
import { TRIES } from '../../../core/api/pacing.ts'
import type { WaitReason } from '../../../core/uploads/stage.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { Countdown } from './Countdown.tsx'

/** What broke, when it is tried again by itself, and the way to do that now. */
export function NextTry({
  reason: { problem, at },
  attempts,
  onRetryNow,
}: {
  reason: Extract<WaitReason, { kind: 'retry' }>
  /** Tries made. */
  attempts: number
  onRetryNow: () => void
}) {
  const { what, gateway } = explain(problem)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1 text-sm">
      <div className="wrap-anywhere min-w-0 flex-1 basis-60">
        <p>
          <span>{`Try ${attempts + 1} of ${TRIES} in `}</span>
          <Countdown until={at} />
          <span>{`. ${what}.`}</span>
        </p>
        {gateway && (
          <p className="text-soft">
            <span className="font-mono">{gateway.code}</span>: {gateway.message}
          </p>
        )}
      </div>
      <Button
        onClick={({ currentTarget }) => {
          leaveFocus(currentTarget.parentElement)
          onRetryNow()
        }}
      >
        Retry now
      </Button>
    </div>
  )
}
