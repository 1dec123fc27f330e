import { useAccount } from './account-context.ts'
import { words } from './destination-words.ts'
import { useAccountState } from './use-account-state.ts'

/** The default upstream, which is not shown. */
const USUAL = 'api.varg.ai'

/** Where files and key go. Place nothing below it, because it appears after our server responds. */
export function Destination() {
  const { gateway } = useAccount()
  const upstream = useAccountState().serverInfo?.upstream
  if (gateway === 'sandbox' || upstream === undefined || upstream === USUAL) return null
  return (
    <p className="mt-4 wrap-anywhere text-center text-meta text-soft">
      {words.destination(upstream)}
    </p>
  )
}
