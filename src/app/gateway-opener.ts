import type { QueryClient } from '@tanstack/react-query'
import {
  type Access,
  accessWith,
  type Credential,
  credentialFor,
  keyOwner,
} from '../core/api/credential.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { fingerprintOf } from '../core/api/key.ts'
import { type Problem, ProblemError } from '../core/api/problem.ts'
import type { ServerInfo } from '../core/api/server-info.ts'
import type { Queue } from '../core/queue/queue.ts'
import { balanceQuery, refusalIn } from '../features/key/balance-query.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { accountKey, type KnownAccount } from '../features/uploads/list/account-query.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { ApiVersions } from './api-versions.ts'
import type { createVersionFinder } from './version-finder.ts'
import { wait } from './wait.ts'

/** Milliseconds before our server is asked again for its settings. */
const RETRY_PAUSE = 5_000

/** Milliseconds before a gateway with another upstream is opened again. */
const REOPEN_PAUSE = 1_000

/** Longest wait for the check of a key before files are sent with it, in milliseconds. */
const CHECK_TIMEOUT = 3_000

/** Longest wait for a version that is not known yet, in milliseconds. Part of the check. */
const VERSION_TIMEOUT = 1_500

export type AccessByGateway = Map<GatewayId, Access>

/** @throws {ProblemError} while the gateway is closed */
export function accessOf(inUse: AccessByGateway, gateway: GatewayId): Access {
  const access = inUse.get(gateway)
  if (!access) throw new ProblemError({ kind: 'other-upstream' })
  return access
}

export interface GatewayOpenerPorts {
  /** Called when our server does not respond. */
  suspect: (gateway: GatewayId) => void
  queryClient: QueryClient
  keyring: Keyring
  queue: Queue
  inUse: AccessByGateway
  /** The versions in use. */
  apiVersions: ApiVersions
  /** The version that was found for each gateway with the key in use. */
  foundVersions: ApiVersions
  /** Called when this server has no sandbox. Files for it still fail with a reason. */
  onNoSandbox: () => void
}

/** Opens each gateway to the queue with the account of its key, and closes it. */
export function createGatewayOpener(
  {
    suspect,
    queryClient,
    keyring,
    queue,
    inUse,
    apiVersions,
    foundVersions,
    onNoSandbox,
  }: GatewayOpenerPorts,
  finder: ReturnType<typeof createVersionFinder>,
) {
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
    foundVersions[gateway].set(undefined)
    show(gateway, null)
    queue.hold({ gateway, kind: 'key' })
  }

  function savedKey(gateway: GatewayId, serverInfo: ServerInfo | undefined): string | undefined {
    const owner = keyOwner(gateway, serverInfo)
    return owner === undefined ? undefined : keyring.get(owner)
  }

  async function open(gateway: GatewayId): Promise<void> {
    const isMyTurn = takeTurn(gateway)
    const serverInfo = await queryClient
      .fetchQuery({ ...serverInfoQuery, retry: false })
      .catch(() => undefined)
    if (!isMyTurn()) return
    if (!serverInfo) {
      show(gateway, { account: undefined })
      suspect(gateway)
      setTimeout(() => isMyTurn() && open(gateway), RETRY_PAUSE)
      return
    }
    if (gateway === 'sandbox' && serverInfo.sandbox === null) onNoSandbox()
    const key = savedKey(gateway, serverInfo)
    saved.set(gateway, key)
    const credential = credentialFor(gateway, key, serverInfo)
    const access = accessWith(credential, finder.versionOf(gateway))
    const before = inUse.get(gateway)
    if (before && (before.key !== access.key || before.upstream !== access.upstream)) close(gateway)
    if (credential.kind === 'none') {
      show(gateway, { account: undefined })
      applyVersion(gateway)
      return
    }
    const account = await nameAccount(gateway, credential, serverInfo)
    if (!isMyTurn()) return
    show(gateway, { account })
    const late = wait(CHECK_TIMEOUT)
    // Does not wait when the version is known.
    await Promise.race([finder.find(gateway, credential, account, isMyTurn), wait(VERSION_TIMEOUT)])
    if (!isMyTurn()) return
    applyVersion(gateway)
    // Check the key first, so that a bad one is not sent with several files at once.
    const checked = check(gateway, credential)
    const early = await Promise.race([checked, late])
    if (!isMyTurn()) return
    inUse.set(gateway, { ...access, version: finder.versionOf(gateway) })
    queue.open(gateway, account, early ?? undefined)
    const problem = await checked
    if (!isMyTurn() || !problem || early) return
    queue.hold({ gateway, kind: 'bad-key', problem })
  }

  /** Uses the current version for the next calls. Calls in flight keep theirs. */
  function applyVersion(gateway: GatewayId): void {
    const version = finder.versionOf(gateway)
    apiVersions[gateway].set(version)
    const access = inUse.get(gateway)
    if (access) inUse.set(gateway, { ...access, version })
  }

  /** Asks the gateway for the balance. Returns its rejection of the key. */
  async function check(gateway: GatewayId, credential: Credential): Promise<Problem | undefined> {
    if (credential.kind === 'sandbox') {
      queue.prove(gateway)
      return undefined
    }
    try {
      await queryClient.fetchQuery(
        balanceQuery(gateway, credential, apiVersions[gateway].get(), keyring.revision.get()),
      )
      queue.prove(gateway)
      return undefined
    } catch (caught) {
      return refusalIn(caught)
    }
  }

  return {
    open,

    /** Uses the current version for the next calls of an open gateway. */
    updateVersion(gateway: GatewayId): void {
      if (apiVersions[gateway].get() !== undefined) applyVersion(gateway)
    },

    /** Closes a gateway, and opens it with new settings of our server. */
    async reopen(gateway: GatewayId): Promise<void> {
      const isMyTurn = takeTurn(gateway)
      close(gateway)
      await queryClient.invalidateQueries({ queryKey: serverInfoQuery.queryKey })
      // Two servers that respond alternately must not cause calls without a pause.
      await wait(REOPEN_PAUSE)
      if (isMyTurn()) void open(gateway)
    },

    /** Closes and reopens a gateway whose key has changed. */
    followKey(gateway: GatewayId): void {
      const serverInfo = queryClient.getQueryData(serverInfoQuery.queryKey)
      if (savedKey(gateway, serverInfo) === saved.get(gateway)) return
      close(gateway)
      void open(gateway)
    },
  }
}

/** The account is a fingerprint of the upstream or the sandbox's folder, and of the key. */
function nameAccount(gateway: GatewayId, credential: Credential, serverInfo: ServerInfo) {
  const place = gateway === 'varg' ? serverInfo.upstream : serverInfo.sandbox
  const whose = 'key' in credential ? credential.key : (serverInfo.machineAccount ?? '')
  return fingerprintOf(`${place} ${credential.kind} ${whose}`)
}
