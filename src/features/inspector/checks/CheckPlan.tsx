import type { ApiVersion } from '../../../core/api/api-version.ts'
import { SIZE_LIMITS } from '../../../core/api/size-limits.ts'
import { COSTS, GATEWAY_CHECKS } from '../../../core/traffic/checks/gateway-checks.ts'
import { words } from '../words.ts'

/** A scrollable element must be focusable and named. */
const SCROLLABLE = { role: 'group', 'aria-label': words.checks, tabIndex: 0 }

/** What a run of checks sends, and what it costs. */
export function CheckPlan({ host, version }: { host: string; version: ApiVersion }) {
  const { calls, uploads, kept } = COSTS[version]
  return (
    <div
      {...SCROLLABLE}
      className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-5 py-2 -outline-offset-2 max-sm:px-4"
    >
      <p className="wrap-anywhere max-w-prose">
        <span>{words.check.cost(calls, uploads)}</span>{' '}
        <strong className="font-strong">{host}</strong>.{' '}
        <span>{words.check.costRest(kept, SIZE_LIMITS[version].max)}</span>
      </p>
      <ol aria-label={words.check.plan} className="grid list-decimal grid-cols-1 gap-1 pt-2 ps-6">
        {GATEWAY_CHECKS[version].map(({ id, title, sends }) => (
          <li key={id} className="marker:text-soft">
            {title} <span className="text-soft">{words.check.sends(sends)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
