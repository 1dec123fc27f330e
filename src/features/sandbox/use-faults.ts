import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { FaultReport } from '../../core/sandbox/faults.ts'
import { askFaults, putFaults, resetFaults } from '../../http/sandbox-faults.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { explainFailure, summarize } from './fault-words.ts'
import type { PlanEdit } from './plan-edits.ts'

export const faultsQuery = queryOptions({
  queryKey: ['sandbox-faults'],
  queryFn: ({ signal }) => askFaults(signal),
})

/**
 * Makes one change of the plan. It is asked for anew before: what uploads have met in the
 * meantime must not come back. Takes the making of the change, which may throw a FieldError.
 */
export function useEditFaults() {
  const client = useQueryClient()
  return useChange(async (makeEdit: () => PlanEdit) => {
    const edit = makeEdit()
    const { plan } = await client.fetchQuery(faultsQuery)
    return putFaults(edit(plan))
  })
}

/** Takes all faults away. */
export function useResetFaults() {
  return useChange<void>(resetFaults)
}

function useChange<T>(mutationFn: (change: T) => Promise<FaultReport>) {
  const client = useQueryClient()
  const { politely, assertively } = useAnnounce()
  return useMutation({
    mutationFn,
    // One after another, so that no change is made of a plan that another is about to replace.
    scope: { id: 'sandbox-faults' },
    onError: (error) => assertively(explainFailure(error)),
    onSuccess: async (report) => {
      // An answer that is still under way may be older than this one.
      await client.cancelQueries(faultsQuery)
      client.setQueryData(faultsQuery.queryKey, report)
      politely(`Faults in force: ${summarize(report.plan) || 'none'}.`)
    },
  })
}
