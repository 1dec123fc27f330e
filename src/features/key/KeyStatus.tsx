import { useMutation } from '@tanstack/react-query'
import { DASHBOARD } from '../../core/api/gateways.ts'
import { formatCents } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { useAccount } from './account-context.ts'
import { RememberField } from './KeyForm.tsx'
import { KeyLine } from './KeyLine.tsx'
import { words } from './panel-words.ts'
import type { AccountState } from './use-account-state.ts'

/** The account of the key in use: balance, key, and what can be done with both. */
export function KeyStatus({
  state,
  onForgotten,
}: {
  state: AccountState
  /** Called when the key was forgotten. The focused button is about to be removed. */
  onForgotten: () => void
}) {
  const { keyring, gateway, hold } = useAccount()
  const { credential, owner, balance, isRefused } = state
  const forget = useMutation({
    mutationFn: async () => owner !== undefined && keyring.forget(owner),
    onSuccess: onForgotten,
  })

  return (
    <>
      {balance.isSuccess && !isRefused && (
        <div className="flex items-baseline gap-2">
          <strong className="font-strong text-xl">{formatCents(balance.data.balanceCents)}</strong>
          <span className="text-soft">{words.balance}</span>
          {gateway === 'varg' && (
            <LinkButton href={DASHBOARD} label={words.topUp} className="ms-auto bg-surface" />
          )}
        </div>
      )}
      {hold?.kind === 'balance' && <p className="text-bad">{words.notEnough}</p>}
      <hr className="-mx-4 border-line border-t" />
      <KeyLine state={state} />
      {credential.kind === 'saved' && owner !== undefined && (
        <div className="-mt-2.5 flex items-center">
          {!isRefused && (
            <RememberField
              value={keyring.isRemembered(owner)}
              onChange={(remember) => keyring.save(owner, credential.key, remember)}
            />
          )}
          <Button look="danger" className="mt-2 ms-auto" onClick={() => forget.mutate()}>
            {words.forgetKey}
          </Button>
        </div>
      )}
    </>
  )
}
