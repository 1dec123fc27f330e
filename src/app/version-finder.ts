import type { QueryClient } from '@tanstack/react-query'
import { type ApiVersion, DEFAULT_VERSION } from '../core/api/api-version.ts'
import { accessWith, type Credential } from '../core/api/credential.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { versionQuery } from '../features/key/balance-query.ts'
import type { KnownVersions } from '../storage/known-versions.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { ApiVersions } from './api-versions.ts'

/** Minimum milliseconds between two requests for the version while files arrive. */
const PAUSE = 30_000

interface FinderPorts {
  queryClient: QueryClient
  /** The versions that a person chose. */
  choices: Preferences['apiVersions']
  /** The version that was found for each gateway with the key in use. */
  found: ApiVersions
  known: KnownVersions
}

/** Finds the version of each gateway's contract. An answer is remembered for its account. */
export function createVersionFinder({ queryClient, choices, found, known }: FinderPorts) {
  /** When a gateway last did not show its version, in milliseconds since 1970. */
  const askedAt = new Map<GatewayId, number>()

  function mayAsk(gateway: GatewayId, credential: Credential): boolean {
    const { kind } = credential
    return choices[gateway].get() === 'automatic' && kind !== 'sandbox' && kind !== 'none'
  }

  return {
    /** The version for the next call: the chosen one, else the one that was found, else the first. */
    versionOf(gateway: GatewayId): ApiVersion {
      const choice = choices[gateway].get()
      return choice === 'automatic' ? (found[gateway].get() ?? DEFAULT_VERSION) : choice
    },

    /**
     * Asks a gateway with the key in use. Never rejects.
     *
     * @param isMine whether that key is still in use
     * @returns resolves after the response. Undefined when no call needs to wait for it
     */
    find(
      gateway: GatewayId,
      credential: Credential,
      account: string,
      isMine: () => boolean,
    ): Promise<void> | undefined {
      const former = known.get(account)
      found[gateway].set(former)
      askedAt.delete(gateway)
      if (!mayAsk(gateway, credential)) return undefined
      const access = accessWith(credential, DEFAULT_VERSION)
      const asking = queryClient
        .fetchQuery(versionQuery(gateway, account, access))
        .catch(() => null)
        .then((version) => {
          if (version) known.set(account, version)
          if (!isMine()) return
          if (version) found[gateway].set(version)
          else askedAt.set(gateway, Date.now())
        })
      return former ? undefined : asking
    },

    /**
     * Whether a gateway did not show its version, so that it should be asked again.
     *
     * @param isSure whether the gateway is known to be back, so that no pause is needed
     */
    isOpen(gateway: GatewayId, isSure: boolean): boolean {
      const at = askedAt.get(gateway)
      return at !== undefined && (isSure || Date.now() - at > PAUSE)
    },
  }
}
