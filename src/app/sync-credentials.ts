import type { QueryClient } from '@tanstack/react-query'
import { type ApiVersion, DEFAULT_VERSION } from '../core/api/api-version.ts'
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
import { balanceQuery, refusalIn, versionQuery } from '../features/key/balance-query.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { accountKey, type KnownAccount } from '../features/uploads/list/account-query.ts'
import { onOtherUpstream } from '../http/other-upstream.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { KnownVersions } from '../storage/known-versions.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { ApiVersions } from './api-versions.ts'
import { wait } from './wait.ts'

/** Milliseconds before our server is asked again for its settings. */
const RETRY_PAUSE = 5_000

/** Milliseconds before a gateway with another upstream is opened again. */
const PAUSE = 1_000

/** Longest wait for the check of a key before files are sent with it, in milliseconds. */
const CHECK_TIMEOUT = 3_000

const IDS = Object.values(GATEWAYS).map(({ id }) => id)

export type AccessByGateway = Map<GatewayId, Access>

/** @throws {ProblemError} while the gateway is closed */
export function accessOf(inUse: AccessByGateway, gateway: GatewayId): Access {
  const access = inUse.get(gateway)
  if (!access) throw new ProblemError({ kind: 'other-upstream' })
  return access
}

interface Connected {
  queryClient: QueryClient
  keyring: Keyring
  queue: Queue
  inUse: AccessByGateway
  apiVersions: ApiVersions
  /** The versions that a person chose. */
  choices: Preferences['apiVersions']
  knownVersions: KnownVersions
}

/**
 * Opens each gateway to the queue with the account of its key. Closes it when the key changes, so
 * that no file of one account is sent with the key of another.
 */
export function syncCredentials({
  queryClient,
  keyring,
  queue,
  inUse,
  apiVersions,
  choices,
  knownVersions,
}: Connected) {
  const saved = new Map<GatewayId, string | undefined>()
  const turns = new Map<GatewayId, number>()
  const show = (gateway: GatewayId, known: KnownAccount) =>
    queryClient.setQueryData(accountKey(gateway), known)
  queryClient.setQueryDefaults(['account'], { gcTime: Number.POSITIVE_INFINITY })

  /** Invalidates an opening of the gateway that is in progress. */
  function takeTurn(gateway: GatewayId): () => boolean {
    const turn = (turns.get(gateway) ?? 0) + 1
    turns.set(gateway, turn)
    return () => turns.get(gateway) === turn
  }

  function close(gateway: GatewayId): void {
    inUse.delete(gateway)
    apiVersions[gateway].set(undefined)
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
      setTimeout(() => isMyTurn() && open(gateway), RETRY_PAUSE)
      return
    }
    const key = savedKey(gateway, serverInfo)
    saved.set(gateway, key)
    const credential = credentialFor(gateway, key, serverInfo)
    const access = accessWith(credential, versionFor(gateway))
    const before = inUse.get(gateway)
    if (before && (before.key !== access.key || before.upstream !== access.upstream)) close(gateway)
    if (credential.kind === 'none') {
      show(gateway, { account: undefined })
      apiVersions[gateway].set(versionFor(gateway))
      return
    }
    const account = await nameAccount(gateway, credential, serverInfo)
    if (!isMyTurn()) return
    show(gateway, { account })
    const useVersion = () => {
      if (isMyTurn()) apiVersions[gateway].set(versionFor(gateway, account))
    }
    // A key that is known to be bad must not send three files at once.
    const found = findVersion(gateway, credential, account).then(useVersion)
    const checked = found.then(() => (isMyTurn() ? check(gateway, credential) : undefined))
    const early = await Promise.race([checked, wait(CHECK_TIMEOUT)])
    if (!isMyTurn()) return
    inUse.set(gateway, { ...access, version: versionFor(gateway, account) })
    void found.then(() => {
      if (isMyTurn()) inUse.set(gateway, { ...access, version: versionFor(gateway, account) })
    })
    queue.open(gateway, account, early ?? undefined)
    const problem = await checked
    if (!isMyTurn() || !problem || early) return
    queue.hold({ gateway, kind: 'bad-key', problem })
  }

  /** The version for the next call: the chosen one, else the one that was found, else the first. */
  function versionFor(gateway: GatewayId, account = ''): ApiVersion {
    const choice = choices[gateway].get()
    return choice === 'automatic' ? (knownVersions.get(account) ?? DEFAULT_VERSION) : choice
  }

  /** Asks a gateway with a key for its version, and remembers the answer. Never rejects. */
  async function findVersion(
    gateway: GatewayId,
    credential: Credential,
    account: string,
  ): Promise<void> {
    if (choices[gateway].get() !== 'automatic' || credential.kind === 'sandbox') return
    const access = accessWith(credential, DEFAULT_VERSION)
    const version = await queryClient
      .fetchQuery(versionQuery(gateway, account, access))
      .catch(() => null)
    if (version) knownVersions.set(account, version)
  }

  /** Asks the gateway for the balance. Returns its rejection of the key. */
  async function check(gateway: GatewayId, credential: Credential): Promise<Problem | undefined> {
    if (credential.kind === 'sandbox') return undefined
    try {
      await queryClient.fetchQuery(
        balanceQuery(
          gateway,
          credential,
          apiVersions[gateway].get() ?? DEFAULT_VERSION,
          keyring.revision.get(),
        ),
      )
      queue.prove(gateway)
      return undefined
    } catch (caught) {
      return refusalIn(caught)
    }
  }

  /** Our server was restarted with another upstream. */
  async function changeUpstream(): Promise<void> {
    const isMyTurn = takeTurn('varg')
    close('varg')
    await queryClient.invalidateQueries({ queryKey: serverInfoQuery.queryKey })
    // Two servers that respond in turn must not cause calls without a pause.
    await wait(PAUSE)
    if (isMyTurn()) void open('varg')
  }

  for (const id of IDS) {
    void open(id)
    choices[id].subscribe(() => void open(id))
  }
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
  // Our server may have been restarted with another upstream while this page was hidden.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renew()
  })

  return { renew }
}

/** The account is a fingerprint of the upstream or the sandbox's folder, and of the key. */
function nameAccount(gateway: GatewayId, credential: Credential, serverInfo: ServerInfo) {
  const place = gateway === 'varg' ? serverInfo.upstream : serverInfo.sandbox
  const whose = 'key' in credential ? credential.key : (serverInfo.machineAccount ?? '')
  return fingerprintOf(`${place} ${credential.kind} ${whose}`)
}
