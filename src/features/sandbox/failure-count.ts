import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FaultPlan } from '../../core/sandbox/faults.ts'
import { askFaults } from '../../http/sandbox-controls.ts'

/** Milliseconds between two requests for the report. Uploads use up failures. */
const POLL_INTERVAL = 5_000

export const faultsQuery = queryOptions({
  queryKey: ['sandbox-faults'],
  queryFn: ({ signal }) => askFaults(signal),
})

/** Number of active failures. Zero while the sandbox is not in use. */
export function useFailureCount(isSandbox: boolean): number {
  const { data } = useQuery({ ...faultsQuery, enabled: isSandbox, refetchInterval: POLL_INTERVAL })
  return isSandbox && data ? countFailures(data.plan) : 0
}

/** Number of the parts of a plan that can be removed one by one. */
export function countFailures(plan: FaultPlan): number {
  const { next, rateLimit, latency, bytesPerSecond, chance, flaws } = plan
  const others = [rateLimit !== null, latency > 0, bytesPerSecond !== null, chance !== null]
  return next.length + others.filter(Boolean).length + flaws.length
}
