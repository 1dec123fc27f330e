import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import type { GatewayId } from '../../core/gateways.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { Button } from '../../ui/Button.tsx'
import { balanceQuery, isBadKey } from './balance-query.ts'
import { KeyForm } from './KeyForm.tsx'
import { KeyStatus } from './KeyStatus.tsx'
import { machineQuery, useCredential } from './use-credential.ts'

/** Where files go and with which key. Without a key it offers both ways in: a key, or the sandbox. */
export function KeyPanel({
  keyring,
  gateway,
  onTrySandbox,
}: {
  keyring: Keyring
  gateway: GatewayId
  onTrySandbox: () => void
}) {
  const credential = useCredential(keyring, gateway)
  const machine = useQuery(machineQuery)
  const balance = useQuery(balanceQuery(gateway, credential))
  const isSandbox = gateway === 'sandbox'
  const wantsKey =
    credential.kind === 'none' || credential.kind === 'sandbox' || isBadKey(balance.error)

  // Until the machine has answered, nobody knows whether a key is wanted at all.
  if (credential.kind === 'none' && machine.isPending) return <section className="min-h-24" />

  return (
    <section
      aria-label="Key"
      className={`grid grid-cols-1 gap-3 rounded-2xl border p-4 sm:p-5 ${isSandbox ? 'border-sandbox border-dashed bg-sandbox-soft' : 'border-line bg-surface'}`}
    >
      <Destination isSandbox={isSandbox} upstream={machine.data?.upstream} />
      {(credential.kind === 'saved' || credential.kind === 'machine') && (
        <KeyStatus keyring={keyring} gateway={gateway} credential={credential} />
      )}
      {wantsKey && (
        <div className="flex flex-wrap items-start gap-4">
          <KeyForm key={gateway} keyring={keyring} gateway={gateway} />
          {credential.kind === 'none' && (
            <div className="grid gap-2 border-line max-sm:w-full max-sm:border-t max-sm:pt-3 sm:border-l sm:pl-4">
              <p className="font-medium text-sm">No key at hand?</p>
              <Button className="min-h-9" onClick={onTrySandbox}>
                <FlaskConical size={15} aria-hidden /> Try without a key
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}

function Destination({
  isSandbox,
  upstream,
}: {
  isSandbox: boolean
  upstream: string | undefined
}) {
  if (isSandbox) {
    return (
      <p className="text-sm">
        <strong className="text-sandbox">Practice ground.</strong> Files stay on this machine and
        their URLs work only here; nothing reaches varg.ai. No key is needed; any varg_… key opens
        an account of its own.
      </p>
    )
  }
  return (
    <p className="text-soft text-sm">
      Files go to <span className="font-mono text-ink">{upstream ?? 'varg.ai'}</span> with your key,
      byte for byte as they are.
    </p>
  )
}
