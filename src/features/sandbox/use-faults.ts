import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FaultReport } from '../../core/sandbox/faults.ts'
import { putFaults, resetFaults } from '../../http/sandbox-controls.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { explainFailure, summarize } from './describe-faults.ts'
import { faultsQuery } from './failure-count.ts'
import type { PlanEdit } from './plan-edits.ts'
import { words } from './words.ts'

/**
 * Edits the plan. The mutation takes a function that makes the edit and may throw a FieldError.
 * It fetches the plan first, so that faults which uploads have used up do not return.
 */
export function useEditFaults() {
  const client = useQueryClient()
  return useChange(async (makeEdit: () => PlanEdit) => {
    const edit = makeEdit()
    const { plan } = await client.fetchQuery(faultsQuery)
    return putFaults(edit(plan))
  })
}

export function useResetFaults() {
  return useChange<void>(resetFaults)
}

function useChange<T>(mutationFn: (change: T) => Promise<FaultReport>) {
  const client = useQueryClient()
  const { politely, assertively } = useAnnounce()
  return useMutation({
    mutationFn,
    // Edits run one at a time. A parallel edit would start from an old plan.
    scope: { id: 'sandbox-faults' },
    onError: (error) => assertively(explainFailure(error)),
    onSuccess: async (report) => {
      // A response in flight may be older than this one.
      await client.cancelQueries(faultsQuery)
      client.setQueryData(faultsQuery.queryKey, report)
      politely(words.announce(summarize(report.plan)))
    },
  })
}
