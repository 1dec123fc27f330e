import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { ActiveFaults } from './ActiveFaults.tsx'
import { ChanceForm, FlawsForm, NextForm, RateForm, SpeedForm } from './FaultForms.tsx'
import { explainFailure, summarize } from './fault-words.ts'
import { faultsQuery } from './use-faults.ts'

/** Milliseconds between two requests for the report. */
const POLL_INTERVALS = { open: 2_000, closed: 5_000 }

/** Forms for the faults of the sandbox. Its summary names the active faults. */
export function FaultsPanel() {
  const [isOpen, setOpen] = useState(false)
  const faults = useQuery({
    ...faultsQuery,
    refetchInterval: POLL_INTERVALS[isOpen ? 'open' : 'closed'],
  })
  const summary = faults.data && summarize(faults.data.plan)

  return (
    <section aria-label="Sandbox faults">
      <details
        className="group rounded-xl border border-sandbox border-dashed bg-surface"
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open)
          if (currentTarget.open) void faults.refetch()
        }}
      >
        <summary
          className={`flex items-start gap-1.5 rounded-xl px-3 py-2 font-medium text-sm [&::-webkit-details-marker]:hidden ${summary ? 'bg-bad-soft text-bad' : ''}`}
        >
          <ChevronRight size={16} aria-hidden className="mt-0.5 shrink-0 group-open:rotate-90" />
          {/* One line while open. A longer summary would move the buttons under the pointer. */}
          <span className="wrap-anywhere min-w-0 group-open:truncate">
            {summary ? `Make faults: ${summary}` : 'Make faults'}
          </span>
        </summary>
        <div className="grid grid-cols-1 gap-x-6 gap-y-5 p-3 md:grid-cols-[minmax(0,1fr)_17rem]">
          {faults.data && (
            <>
              <div className="grid grid-cols-1 content-start gap-5">
                <NextForm />
                <RateForm limit={faults.data.plan.rateLimit} />
                <SpeedForm plan={faults.data.plan} />
                <ChanceForm chance={faults.data.plan.chance} />
                <FlawsForm active={faults.data.plan.flaws} />
              </div>
              <ActiveFaults report={faults.data} />
            </>
          )}
          {faults.isPending && <p className="text-soft text-sm">Asking the sandbox…</p>}
          {faults.isError && (
            <p className="wrap-anywhere text-bad text-sm">{explainFailure(faults.error)}</p>
          )}
        </div>
      </details>
    </section>
  )
}
