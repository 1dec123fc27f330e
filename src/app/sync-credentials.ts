import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { onOtherUpstream } from '../http/other-upstream.ts'
import type { KnownVersions } from '../storage/known-versions.ts'
import type { Preferences } from '../storage/preferences.ts'
import { createGatewayOpener, type GatewayOpenerPorts } from './gateway-opener.ts'
import { createVersionFinder } from './version-finder.ts'

const IDS = Object.values(GATEWAYS).map(({ id }) => id)

interface Connected extends GatewayOpenerPorts {
  /** The versions that a person chose. */
  choices: Preferences['apiVersions']
  knownVersions: KnownVersions
}

/**
 * Opens each gateway to the queue. Closes it when its key changes, so that no file of one account
 * is sent with the key of another.
 */
export function syncCredentials({ choices, knownVersions, ...ports }: Connected) {
  const { queryClient, keyring, queue, inUse, foundVersions } = ports
  const finder = createVersionFinder({
    ...{ queryClient, choices, found: foundVersions, known: knownVersions },
  })
  const opener = createGatewayOpener(ports, finder)

  async function renew(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: serverInfoQuery.queryKey })
    for (const id of IDS) void opener.open(id)
  }

  /** Asks a gateway again if it did not show its version. */
  function askVersionAgain(gateway: GatewayId, isSure = false): void {
    if (finder.isOpen(gateway, isSure)) void opener.open(gateway)
  }

  for (const id of IDS) {
    void opener.open(id)
    // An answer may come while files are being sent.
    foundVersions[id].subscribe(() => opener.updateVersion(id))
    choices[id].subscribe(() => {
      opener.updateVersion(id)
      void opener.open(id)
    })
  }
  // Our server was restarted with another upstream.
  onOtherUpstream(() => void opener.reopen('varg'))
  keyring.revision.subscribe(() => {
    for (const id of IDS) opener.followKey(id)
  })
  // Our server may have been restarted with another upstream while this page was hidden.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renew()
  })
  addEventListener('online', () => {
    if (IDS.some((id) => !inUse.has(id))) void renew()
  })
  let wasCut = false
  queue.holds.subscribe(() => {
    const isCut = queue.isHeldBy('varg', 'offline') || queue.isHeldBy('varg', 'unreachable')
    if (wasCut && !isCut) askVersionAgain('varg', true)
    wasCut = isCut
  })

  return { renew, askVersionAgain }
}
