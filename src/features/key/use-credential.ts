import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { ApiVersion } from '../../core/api/api-version.ts'
import { type Credential, credentialFor, keyOwner } from '../../core/api/credential.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import { loadAsk } from '../../http/parts.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { useValue } from '../../ui/use-value.ts'
import { balanceQuery } from './balance-query.ts'

/** Never stale, because our server reports the same until it is restarted. */
export const serverInfoQuery = queryOptions({
  queryKey: ['machine'],
  queryFn: async ({ signal }) => (await loadAsk()).askServerInfo(signal),
  staleTime: Number.POSITIVE_INFINITY,
  retry: 3,
})

/** The current credential of a gateway. Follows the keyring and the server info. */
export function useCredential(keyring: Keyring, gateway: GatewayId): Credential {
  const serverInfo = useQuery(serverInfoQuery).data
  const owner = keyOwner(gateway, serverInfo)
  const savedKey = useSyncExternalStore(keyring.revision.subscribe, () =>
    owner === undefined ? undefined : keyring.get(owner),
  )
  return credentialFor(gateway, savedKey, serverInfo)
}

/** The balance of a credential. The query also checks whether the key works. */
export function useBalance(
  keyring: Keyring,
  gateway: GatewayId,
  credential: Credential,
  version: ApiVersion | undefined,
): UseQueryResult<{ balanceCents: number }> {
  const revision = useValue(keyring.revision)
  return useQuery(balanceQuery(gateway, credential, version, revision))
}
