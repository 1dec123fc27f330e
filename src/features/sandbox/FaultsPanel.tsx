import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { ChanceForm, FlawsForm, NextForm, RateForm, SpeedForm } from './FaultForms.tsx'
import { explainFailure, summarize } from './fault-words.ts'
import { InForce } from './InForce.tsx'
import { faultsQuery } from './use-faults.ts'

/** Milliseconds between two looks at what uploads have met: while it is open, and while only its summary is seen. */
const LOOK_EVERY = { open: 2_000, closed: 5_000 }

/** Makes the sandbox misbehave, for those who test uploads by hand. Closed it still says what is in force. */
export function FaultsPanel() {
  const [isOpen, setOpen] = useState(false)
  const faults = useQuery({
    ...faultsQuery,
    refetchInterval: LOOK_EVERY[isOpen ? 'open' : 'closed'],
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
          {/* One line while open: a longer one would move what is being pressed. */}
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
                <FlawsForm inForce={faults.data.plan.flaws} />
              </div>
              <InForce report={faults.data} />
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
