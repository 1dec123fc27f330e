import { queryOptions } from '@tanstack/react-query'
import { type ApiVersion, DEFAULT_VERSION } from '../../core/api/api-version.ts'
import { type Access, accessWith, type Credential } from '../../core/api/credential.ts'
import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { type Problem, ProblemError } from '../../core/api/problem.ts'
import { loadAsk } from '../../http/parts.ts'

/** Prefix of the query keys for all balances of a gateway. */
export function balanceKey(gateway: GatewayId) {
  return ['balance', gateway] as const
}

/**
 * Checks a credential by asking for its balance, once the version is known. The query key contains
 * the keyring's revision, never the key.
 */
export function balanceQuery(
  gateway: GatewayId,
  credential: Credential,
  version: ApiVersion | undefined,
  revision: number,
) {
  const access = accessWith(credential, version ?? DEFAULT_VERSION)
  return queryOptions({
    queryKey: [...balanceKey(gateway), credential.kind, access.upstream, version, revision],
    async queryFn({ signal }) {
      const { askBalance } = await loadAsk()
      return askBalance(GATEWAYS[gateway].base, access, signal)
    },
    enabled: credential.kind !== 'none' && version !== undefined,
    staleTime: 60_000,
    retry: false,
  })
}

/** Why the key was rejected. Only a 401 rejects it. After other errors, it is still unchecked. */
export function refusalIn(error: unknown): Problem | undefined {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return problem?.kind === 'refused' && problem.status === 401 ? problem : undefined
}

/** Whether a refusal is about key or balance, so that what is shown of them may be out of date. */
export function isAboutAccount(error: unknown): boolean {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return problem?.kind === 'refused' && (problem.status === 401 || problem.status === 402)
}

/** Asks a gateway for its API version. Null when the response does not show it. */
export function versionQuery(gateway: GatewayId, account: string, access: Access) {
  return queryOptions({
    queryKey: ['version', gateway, account],
    async queryFn({ signal }) {
      const { askVersion } = await loadAsk()
      return (await askVersion(GATEWAYS[gateway].base, access, signal)) ?? null
    },
    // A response that does not show the version is stale at once.
    staleTime: ({ state }) => (state.data === null ? 0 : 600_000),
    retry: false,
  })
}
