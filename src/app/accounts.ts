import type { QueryClient } from '@tanstack/react-query'
import { type Credential, credentialFor } from '../core/credential.ts'
import { GATEWAYS, type GatewayId } from '../core/gateways.ts'
import { fingerprintOf } from '../core/key.ts'
import type { Machine } from '../core/machine.ts'
import type { Problem } from '../core/problem.ts'
import type { Queue } from '../core/queue.ts'
import { balanceQuery, refusalIn } from '../features/key/balance-query.ts'
import { machineQuery } from '../features/key/use-credential.ts'
import type { Keyring } from '../storage/keyring.ts'
import { wait } from './wait.ts'

/** Milliseconds until our own server is asked once more what this machine offers. */
const ASK_AGAIN = 5_000

/** How long a key is checked before files go out with it unchecked, in milliseconds. */
const CHECK_PATIENCE = 3_000

const IDS = Object.values(GATEWAYS).map(({ id }) => id)

/**
 * Opens each gateway to the queue with the account of its key, and closes it the moment the
 * key is another: what is sent under one account is never sent with the key of another.
 *
 * `keyOf` gives the key of the account that a gateway is open to; undefined where the proxy adds
 * the machine's.
 */
export function followAccounts(queryClient: QueryClient, keyring: Keyring, queue: Queue) {
  const saved = new Map<GatewayId, string | undefined>()
  const inUse = new Map<GatewayId, string | undefined>()
  const turns = new Map<GatewayId, number>()

  async function open(gateway: GatewayId): Promise<void> {
    const turn = (turns.get(gateway) ?? 0) + 1
    turns.set(gateway, turn)
    const key = keyring.get(gateway)
    saved.set(gateway, key)
    const machine = await queryClient.fetchQuery(machineQuery).catch(() => undefined)
    if (turns.get(gateway) !== turn) return
    if (!machine) {
      setTimeout(() => turns.get(gateway) === turn && open(gateway), ASK_AGAIN)
      return
    }
    const credential = credentialFor(gateway, key, machine)
    if (credential.kind === 'none') return
    const account = await nameAccount(gateway, credential, machine)
    if (turns.get(gateway) !== turn) return
    // What is known to be bad must not knock with three files at once.
    const checked = check(gateway, credential)
    const early = await Promise.race([checked, wait(CHECK_PATIENCE)])
    if (turns.get(gateway) !== turn) return
    inUse.set(gateway, 'key' in credential ? credential.key : undefined)
    queue.open(gateway, account, early ?? undefined)
    const problem = await checked
    if (turns.get(gateway) !== turn || !problem || early) return
    queue.hold({ gateway, kind: 'bad-key', problem })
  }

  /** Why the key is bad, if the gateway says so. */
  async function check(gateway: GatewayId, credential: Credential): Promise<Problem | undefined> {
    if (credential.kind === 'sandbox') return undefined
    try {
      await queryClient.fetchQuery(balanceQuery(gateway, credential, keyring.revision()))
      queue.prove(gateway)
      return undefined
    } catch (caught) {
      return refusalIn(caught)
    }
  }

  for (const id of IDS) void open(id)
  keyring.subscribe(() => {
    for (const id of IDS) {
      if (keyring.get(id) === saved.get(id)) continue
      inUse.delete(id)
      queue.hold({ gateway: id, kind: 'key' })
      void open(id)
    }
  })
  async function renew(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: machineQuery.queryKey })
    for (const id of IDS) void open(id)
  }
  // Our server may have been started anew with another upstream while nobody looked.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renew()
  })

  return { keyOf: (gateway: GatewayId) => inUse.get(gateway), renew }
}

/** Another upstream, another sandbox's folder and another key are each another account. */
function nameAccount(gateway: GatewayId, credential: Credential, machine: Machine) {
  const place = gateway === 'varg' ? machine.upstream : machine.sandbox
  const whose = 'key' in credential ? credential.key : (machine.machineAccount ?? '')
  return fingerprintOf(`${place} ${credential.kind} ${whose}`)
}
