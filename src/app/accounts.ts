import type { QueryClient } from '@tanstack/react-query'
import { credentialFor } from '../core/credential.ts'
import { GATEWAYS, type GatewayId } from '../core/gateways.ts'
import { fingerprintOf } from '../core/key.ts'
import type { Queue } from '../core/queue.ts'
import { machineQuery } from '../features/key/use-credential.ts'
import type { Keyring } from '../storage/keyring.ts'

/** Milliseconds until our own server is asked once more what this machine offers. */
const ASK_AGAIN = 5_000

/**
 * Opens each gateway to the queue with the account of its key, and closes it the moment the
 * key is another: what is sent under one account is never sent with the key of another.
 */
export function followAccounts(queryClient: QueryClient, keyring: Keyring, queue: Queue): void {
  const keys = new Map<GatewayId, string | undefined>()
  const turns = new Map<GatewayId, number>()

  async function open(gateway: GatewayId): Promise<void> {
    const turn = (turns.get(gateway) ?? 0) + 1
    turns.set(gateway, turn)
    const key = keyring.get(gateway)
    keys.set(gateway, key)
    queue.hold({ gateway, kind: 'key' })
    const machine = await queryClient.fetchQuery(machineQuery).catch(() => undefined)
    if (turns.get(gateway) !== turn) return
    if (!machine) {
      setTimeout(() => turns.get(gateway) === turn && open(gateway), ASK_AGAIN)
      return
    }
    const credential = credentialFor(gateway, key, machine)
    if (credential.kind === 'none') return
    const place = gateway === 'varg' ? machine.upstream : machine.sandbox
    const whose = credential.kind === 'machine' ? credential.mask : credential.key
    const account = await fingerprintOf(`${place} ${credential.kind} ${whose}`)
    if (turns.get(gateway) === turn) queue.open(gateway, account)
  }

  for (const { id } of Object.values(GATEWAYS)) void open(id)
  keyring.subscribe(() => {
    for (const { id } of Object.values(GATEWAYS)) {
      if (keyring.get(id) !== keys.get(id)) void open(id)
    }
  })
}
