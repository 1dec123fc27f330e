import { SIZE_LIMIT } from '../../../core/api/size-limit.ts'
import { formatBytes } from '../../../core/text/format.ts'
import { COST, GATEWAY_CHECKS } from '../../../core/traffic/checks/gateway-checks.ts'

export function CheckCost({ host }: { host: string }) {
  const { calls, uploads, kept } = COST
  return (
    <p className="wrap-anywhere max-w-prose">
      It makes {calls} calls to <strong className="font-medium">{host}</strong> and where its files
      are served. {uploads} of them are uploads: they cost the account what uploads cost, and count
      for its rate limit. {kept} tiny files stay there. One upload is just over{' '}
      {formatBytes(SIZE_LIMIT)} and should be refused.
    </p>
  )
}

export function CheckPlan() {
  return (
    <ol aria-label="What is sent" className="grid list-decimal grid-cols-1 gap-1 pl-7">
      {GATEWAY_CHECKS.map(({ id, title, sends }) => (
        <li key={id} className="marker:text-soft marker:tabular-nums">
          {title} <span className="text-soft">({sends})</span>
        </li>
      ))}
    </ol>
  )
}
