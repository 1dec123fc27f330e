import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useRef } from 'react'
import { keyOwner } from '../../core/api/credential.ts'
import { plural } from '../../core/text/format.ts'
import { loadPart } from '../../http/parts.ts'
import { Button } from '../../ui/Button.tsx'
import { usePart } from '../../ui/use-part.ts'
import { useAccount } from './account-context.ts'
import { refusalIn } from './balance-query.ts'
import { Destination } from './Destination.tsx'
import { KeyForm } from './KeyForm.tsx'
import { KeyStatus } from './KeyStatus.tsx'
import { serverInfoQuery, useBalance, useCredential } from './use-credential.ts'

const loadBalanceNote = async () => (await loadPart(() => import('./BalanceNote.tsx'))).BalanceNote

/** Where files go and with which key. Without a key it offers both ways in: a key, or the sandbox. */
export function KeyPanel() {
  const { keyring, gateway, waiting, hold, resume, sendToSandbox, sandboxStorage } = useAccount()
  const panel = useRef<HTMLElement>(null)
  const credential = useCredential(keyring, gateway)
  const serverInfo = useQuery(serverInfoQuery)
  const balance = useBalance(keyring, gateway, credential)
  const owner = keyOwner(gateway, serverInfo.data)
  const { part: BalanceNote } = usePart('balance', loadBalanceNote, hold?.kind === 'balance')
  const isSandbox = gateway === 'sandbox'
  const refusal = hold?.kind === 'bad-key' ? hold.problem : refusalIn(balance.error)
  const wantsKey = credential.kind === 'none' || credential.kind === 'sandbox' || refusal
  /** The button that had the focus goes; the panel keeps it. */
  const keepFocus = () => panel.current?.focus()

  // Until our server has answered, only the sandbox without a saved key is known to want one.
  const isUnknown = !isSandbox || keyring.get(gateway) !== undefined
  if (isUnknown && credential.kind === 'none' && serverInfo.isPending) {
    return <section className="min-h-26.5" />
  }

  return (
    <section
      ref={panel}
      id="key"
      tabIndex={-1}
      aria-label="Key"
      className={`grid grid-cols-1 gap-3 rounded-2xl border p-4 sm:p-5 ${isSandbox ? 'border-sandbox border-dashed bg-sandbox-soft' : 'border-line bg-surface'}`}
    >
      <Destination gateway={gateway} upstream={serverInfo.data?.upstream} />
      {waiting > 0 && (
        <div className="flex flex-wrap items-center gap-3 text-sm">
          <strong>{plural(waiting, 'file')} waiting for a key of varg.ai.</strong>
          {isSandbox && <Button onClick={sendToSandbox}>Send to the sandbox instead</Button>}
        </div>
      )}
      {(credential.kind === 'saved' || credential.kind === 'machine') && (
        <KeyStatus
          keyring={keyring}
          gateway={gateway}
          credential={credential}
          isRefused={refusal !== undefined}
          onWorks={resume}
          onForget={() => owner !== undefined && keyring.forget(owner)}
          onForgotten={keepFocus}
        />
      )}
      {BalanceNote && hold?.kind === 'balance' && (
        <BalanceNote
          gateway={gateway}
          cents={balance.data?.balanceCents}
          onCarryOn={() => {
            void balance.refetch()
            keepFocus()
            resume()
          }}
        />
      )}
      {wantsKey && (
        <div className="flex flex-wrap items-start gap-4">
          <KeyForm
            key={owner}
            keyring={keyring}
            gateway={gateway}
            owner={owner}
            refusal={refusal}
            onSaved={() => {
              keepFocus()
              resume()
            }}
          />
          {credential.kind === 'none' && !isSandbox && (
            <div className="grid gap-2 border-line max-sm:w-full max-sm:border-t max-sm:pt-3 sm:border-l sm:pl-4">
              <p className="font-medium text-sm">No key at hand?</p>
              <Button
                className="min-h-9 justify-center"
                onClick={() => {
                  sendToSandbox()
                  keepFocus()
                }}
              >
                <FlaskConical size={15} aria-hidden /> Try without a key
              </Button>
            </div>
          )}
        </div>
      )}
      {isSandbox && <div className="min-h-8">{sandboxStorage}</div>}
    </section>
  )
}
