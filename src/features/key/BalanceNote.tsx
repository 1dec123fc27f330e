import { ExternalLink } from 'lucide-react'
import type { GatewayId } from '../../core/api/gateways.ts'
import { formatCents } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'

/** Where a balance at varg.ai is topped up: its own dashboard. */
const TOP_UP = 'https://app.varg.ai'

/** The gateway wants money before it goes on. */
export function BalanceNote({
  gateway,
  cents,
  onCarryOn,
}: {
  gateway: GatewayId
  /** The balance, where it is known. */
  cents: number | undefined
  onCarryOn: () => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-bad-soft px-3 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-60 text-bad">
        {`The balance${cents === undefined ? '' : ` of ${formatCents(cents)}`} is too low. The files wait. Top it up, then carry on.`}
      </p>
      {gateway === 'varg' && (
        <a
          href={TOP_UP}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1.5 rounded text-accent underline underline-offset-4"
        >
          Top up <ExternalLink size={14} aria-hidden />
        </a>
      )}
      <Button onClick={onCarryOn}>Carry on</Button>
    </div>
  )
}
