import type { QueryClient } from '@tanstack/react-query'
import {
  type Access,
  accessWith,
  type Credential,
  credentialFor,
  keyOwner,
} from '../core/api/credential.ts'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { fingerprintOf } from '../core/api/key.ts'
import { type Problem, ProblemError } from '../core/api/problem.ts'
import type { ServerInfo } from '../core/api/server-info.ts'
import type { Queue } from '../core/queue/queue.ts'
import { balanceQuery, refusalIn } from '../features/key/balance-query.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { accountKey, type KnownAccount } from '../features/uploads/list/account-query.ts'
import { onOtherUpstream } from '../http/other-upstream.ts'
import type { Keyring } from '../storage/keyring.ts'
import { wait } from './wait.ts'

/** Milliseconds until our own server is asked once more what this machine offers. */
const ASK_AGAIN = 5_000

/** Milliseconds until a gateway is opened again whose upstream changed. */
const PAUSE = 1_000

/** How long a key is checked before files go out with it unchecked, in milliseconds. */
const CHECK_PATIENCE = 3_000

const IDS = Object.values(GATEWAYS).map(({ id }) => id)

/**
 * Opens each gateway to the queue with the account of its key, and closes it the moment the
 * key is another: what is sent under one account is never sent with the key of another.
 *
 * `accessOf` gives what lets a call in at a gateway. It throws a ProblemError while that is closed.
 */
export function syncCredentials(queryClient: QueryClient, keyring: Keyring, queue: Queue) {
  const saved = new Map<GatewayId, string | undefined>()
  const inUse = new Map<GatewayId, Access>()
  const turns = new Map<GatewayId, number>()
  const show = (gateway: GatewayId, known: KnownAccount) =>
    queryClient.setQueryData(accountKey(gateway), known)
  queryClient.setQueryDefaults(['account'], { gcTime: Number.POSITIVE_INFINITY })

  /** Stops the opening of the gateway that is in progress. */
  function takeTurn(gateway: GatewayId): () => boolean {
    const turn = (turns.get(gateway) ?? 0) + 1
    turns.set(gateway, turn)
    return () => turns.get(gateway) === turn
  }

  function close(gateway: GatewayId): void {
    inUse.delete(gateway)
    show(gateway, null)
    queue.hold({ gateway, kind: 'key' })
  }

  function savedKey(gateway: GatewayId, serverInfo: ServerInfo | undefined): string | undefined {
    const owner = keyOwner(gateway, serverInfo)
    return owner === undefined ? undefined : keyring.get(owner)
  }

  async function open(gateway: GatewayId): Promise<void> {
    const isMyTurn = takeTurn(gateway)
    const serverInfo = await queryClient.fetchQuery(serverInfoQuery).catch(() => undefined)
    if (!isMyTurn()) return
    if (!serverInfo) {
      show(gateway, { account: undefined })
      setTimeout(() => isMyTurn() && open(gateway), ASK_AGAIN)
      return
    }
    const key = savedKey(gateway, serverInfo)
    saved.set(gateway, key)
    const credential = credentialFor(gateway, key, serverInfo)
    const access = accessWith(credential)
    const before = inUse.get(gateway)
    if (before && (before.key !== access.key || before.upstream !== access.upstream)) close(gateway)
    if (credential.kind === 'none') {
      show(gateway, { account: undefined })
      return
    }
    const account = await nameAccount(gateway, credential, serverInfo)
    if (!isMyTurn()) return
    show(gateway, { account })
    // What is known to be bad must not knock with three files at once.
    const checked = check(gateway, credential)
    const early = await Promise.race([checked, wait(CHECK_PATIENCE)])
    if (!isMyTurn()) return
    inUse.set(gateway, access)
    queue.open(gateway, account, early ?? undefined)
    const problem = await checked
    if (!isMyTurn() || !problem || early) return
    queue.hold({ gateway, kind: 'bad-key', problem })
  }

  /** Why the key is bad, if the gateway says so. */
  async function check(gateway: GatewayId, credential: Credential): Promise<Problem | undefined> {
    if (credential.kind === 'sandbox') return undefined
    try {
      await queryClient.fetchQuery(balanceQuery(gateway, credential, keyring.revision.get()))
      queue.prove(gateway)
      return undefined
    } catch (caught) {
      return refusalIn(caught)
    }
  }

  /** Our server was started again, with another upstream than this page has asked for last. */
  async function changeUpstream(): Promise<void> {
    const isMyTurn = takeTurn('varg')
    close('varg')
    await queryClient.invalidateQueries({ queryKey: serverInfoQuery.queryKey })
    // Two servers that answer by turns must not be asked without a pause.
    await wait(PAUSE)
    if (isMyTurn()) void open('varg')
  }

  for (const id of IDS) void open(id)
  onOtherUpstream(() => void changeUpstream())
  keyring.revision.subscribe(() => {
    const serverInfo = queryClient.getQueryData(serverInfoQuery.queryKey)
    for (const id of IDS) {
      if (savedKey(id, serverInfo) === saved.get(id)) continue
      close(id)
      void open(id)
    }
  })
  async function renew(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: serverInfoQuery.queryKey })
    for (const id of IDS) void open(id)
  }
  // Our server may have been restarted with another upstream while the page was hidden.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renew()
  })

  return {
    renew,
    accessOf(gateway: GatewayId): Access {
      const access = inUse.get(gateway)
      if (!access) throw new ProblemError({ kind: 'other-upstream' })
      return access
    },
  }
}

/** Another upstream, another sandbox's folder and another key are each another account. */
function nameAccount(gateway: GatewayId, credential: Credential, serverInfo: ServerInfo) {
  const place = gateway === 'varg' ? serverInfo.upstream : serverInfo.sandbox
  const whose = 'key' in credential ? credential.key : (serverInfo.machineAccount ?? '')
  return fingerprintOf(`${place} ${credential.kind} ${whose}`)
}
