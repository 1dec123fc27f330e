import { useMutation } from '@tanstack/react-query'
import type { Credential } from '../../core/api/credential.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import { asProblem } from '../../core/api/problem.ts'
import { formatCents } from '../../core/text/format.ts'
import { loadExplain } from '../../http/parts.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { Button } from '../../ui/Button.tsx'
import { usePart } from '../../ui/use-part.ts'
import { useBalance } from './use-credential.ts'

/** What is known of the key in use: its mask, whether it works, the balance. */
export function KeyStatus({
  keyring,
  gateway,
  credential,
  isRefused,
  onWorks,
  onForget,
  onForgotten,
}: {
  keyring: Keyring
  gateway: GatewayId
  credential: Credential
  /** The gateway refused it, be it for an upload or for the balance. */
  isRefused: boolean
  /** The key was checked again, and works. */
  onWorks: () => void
  onForget: () => void
  /** Called when the button is about to go. */
  onForgotten: () => void
}) {
  const balance = useBalance(keyring, gateway, credential)
  const { part: explain } = usePart('explain', loadExplain, balance.isError)
  const carryOn = ({ isSuccess }: { isSuccess: boolean }) => {
    if (isSuccess) onWorks()
  }
  const forget = useMutation({ mutationFn: async () => onForget(), onSuccess: onForgotten })

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {credential.kind === 'machine' && <span>Key from this machine ({credential.mask})</span>}
      {credential.kind === 'saved' && <span className="font-mono">{credential.mask}</span>}
      {balance.isSuccess && !isRefused && (
        <>
          <span className="text-accent">Key works</span>
          <span className="text-soft">Balance {formatCents(balance.data.balanceCents)}</span>
        </>
      )}
      {balance.isPending && <span className="text-soft">Checking the key…</span>}
      {isRefused && (
        <>
          <span className="font-medium text-bad">Invalid API key</span>
          <Button look="quiet" onClick={() => void balance.refetch().then(carryOn)}>
            Check again
          </Button>
        </>
      )}
      {balance.isError && !isRefused && (
        <>
          <span>Key saved, not checked</span>
          <span className="text-soft">{explain?.(asProblem(balance.error)).sentence}</span>
          <Button look="quiet" onClick={() => void balance.refetch()}>
            Check again
          </Button>
        </>
      )}
      {credential.kind === 'saved' && (
        <Button look="quiet" className="ml-auto" onClick={() => forget.mutate()}>
          Forget key
        </Button>
      )}
    </div>
  )
}
