import { queryOptions } from '@tanstack/react-query'
import { accessWith, type Credential } from '../../core/api/credential.ts'
import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { type Problem, ProblemError } from '../../core/api/problem.ts'
import { loadAsk } from '../../http/parts.ts'

/** All balances of one gateway, with any key. */
export function balanceKey(gateway: GatewayId) {
  return ['balance', gateway] as const
}

/** Checks a credential by asking for its balance. The query is named by the keyring's revision, never by the key. */
export function balanceQuery(gateway: GatewayId, credential: Credential, revision: number) {
  const access = accessWith(credential)
  return queryOptions({
    queryKey: [...balanceKey(gateway), credential.kind, access.upstream, revision],
    async queryFn({ signal }) {
      const { askBalance } = await loadAsk()
      return askBalance(GATEWAYS[gateway].base, access, signal)
    },
    enabled: credential.kind !== 'none',
    staleTime: 60_000,
    retry: false,
  })
}

/** Why the key is bad: only a 401 says so, everything else leaves it unchecked. */
export function refusalIn(error: unknown): Problem | undefined {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return problem?.kind === 'refused' && problem.status === 401 ? problem : undefined
}

/** Whether a refusal is about key or balance, so that what is shown of them may be out of date. */
export function isAboutAccount(error: unknown): boolean {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return problem?.kind === 'refused' && (problem.status === 401 || problem.status === 402)
}
