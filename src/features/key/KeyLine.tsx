import { Check } from 'lucide-react'
import { asProblem } from '../../core/api/problem.ts'
import { loadExplain } from '../../http/parts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { usePart } from '../../ui/use-part.ts'
import { useAccount } from './account-context.ts'
import type { AccountState } from './use-account-state.ts'
import { words } from './words.ts'

/** The key in use: its mask, and whether it works. */
export function KeyLine({ state }: { state: AccountState }) {
  const { hold, resume, askVersionAgain } = useAccount()
  const { credential, balance, isRefused } = state
  const { part: explain } = usePart('explain', loadExplain, balance.isError)
  const mayBeChecked = isRefused || balance.isError || hold?.kind === 'balance'

  async function checkAgain(): Promise<void> {
    askVersionAgain()
    const { isSuccess } = await balance.refetch()
    if (isSuccess) resume()
  }

  return (
    <div className="grid gap-1">
      <div className="flex min-h-(--control-small) flex-wrap items-center gap-x-2 gap-y-1">
        {credential.kind === 'machine' && <span>{words.machineKey(credential.mask)}</span>}
        {credential.kind === 'saved' && (
          <span className="font-mono text-meta">{credential.mask}</span>
        )}
        <KeyResult state={state} />
        {mayBeChecked && (
          <Button className="ms-auto" onClick={() => void checkAgain()}>
            {words.checkAgain}
          </Button>
        )}
      </div>
      {balance.isError && !isRefused && explain && (
        <p className="wrap-anywhere text-soft">{explain(asProblem(balance.error)).sentence}</p>
      )}
    </div>
  )
}

function KeyResult({ state: { balance, isRefused } }: { state: AccountState }) {
  if (isRefused) return <span className="text-bad">{words.invalidKey}</span>
  if (balance.isPending) return <span className="text-soft">{words.checking}</span>
  if (balance.isError) return <span>{words.notChecked}</span>
  return (
    <span className="inline-flex items-center gap-1 text-accent">
      <Icon of={Check} />
      <span>{words.keyWorks}</span>
    </span>
  )
}
