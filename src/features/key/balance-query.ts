import { queryOptions } from '@tanstack/react-query'
import type { Credential } from '../../core/credential.ts'
import { GATEWAYS, type GatewayId } from '../../core/gateways.ts'
import { ProblemError } from '../../core/problem.ts'
import { askBalance } from '../../gateway/ask.ts'

/** All balances of one gateway, whatever the key. */
export function balanceKey(gateway: GatewayId) {
  return ['balance', gateway] as const
}

/** Checks a credential by asking for its balance. The query is named by the keyring's revision, never by the key. */
export function balanceQuery(gateway: GatewayId, credential: Credential, revision: number) {
  return queryOptions({
    queryKey: [...balanceKey(gateway), credential.kind, revision],
    queryFn: ({ signal }) =>
      askBalance(GATEWAYS[gateway].base, 'key' in credential ? credential.key : undefined, signal),
    enabled: credential.kind !== 'none',
    staleTime: 60_000,
    retry: false,
  })
}

/** Only a 401 says that the key is bad; everything else leaves it unchecked. */
export function isBadKey(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    error.problem.kind === 'refused' &&
    error.problem.status === 401
  )
}

/** Whether a refusal is about key or balance, so that what is shown of them may be out of date. */
export function isAboutAccount(error: unknown): boolean {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return problem?.kind === 'refused' && (problem.status === 401 || problem.status === 402)
}
