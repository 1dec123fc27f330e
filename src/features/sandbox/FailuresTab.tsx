import { useQuery } from '@tanstack/react-query'
import type { GatewayId } from '../../core/api/gateways.ts'
import { Button } from '../../ui/Button.tsx'
import { ActiveFailures } from './ActiveFailures.tsx'
import { explainFailure } from './describe-faults.ts'
import { ChanceForm, FlawsForm, NextForm, RateForm, SpeedForm } from './FaultForms.tsx'
import { faultsQuery } from './failure-count.ts'
import { words } from './words.ts'

/** Milliseconds between two requests for the report. */
const POLL_INTERVAL = 2_000

interface FailuresTabProps {
  gateway: GatewayId
  onUseSandbox: () => void
}

/** Forms for the failures of the sandbox, and the active ones. */
export function FailuresTab({ gateway, onUseSandbox }: FailuresTabProps) {
  if (gateway === 'sandbox') return <SandboxFailures />
  return (
    <div className="flex flex-wrap items-center gap-3 px-5 py-3">
      <p className="text-soft">{words.sandboxOnly}</p>
      <Button onClick={onUseSandbox}>{words.useSandbox}</Button>
    </div>
  )
}

function SandboxFailures() {
  const { data, error } = useQuery({
    ...faultsQuery,
    refetchInterval: POLL_INTERVAL,
    refetchOnMount: 'always',
  })
  if (!data) {
    return (
      <p className={`wrap-anywhere px-5 py-3 ${error ? 'text-bad' : 'text-soft'}`}>
        {error ? explainFailure(error) : words.loading}
      </p>
    )
  }
  return (
    <div className="grid min-h-full grid-cols-1 lg:h-full lg:grid-cols-[minmax(0,1fr)_20rem]">
      <section
        aria-label={words.simulate}
        className="scroll-quiet min-w-0 px-5 pt-2 pb-4 max-sm:px-4 lg:overflow-y-auto"
      >
        <NextForm />
        <RateForm limit={data.plan.rateLimit} />
        <SpeedForm plan={data.plan} />
        <ChanceForm chance={data.plan.chance} />
        <FlawsForm active={data.plan.flaws} />
        {error && <p className="wrap-anywhere pt-2 text-bad">{explainFailure(error)}</p>}
      </section>
      <ActiveFailures report={data} />
    </div>
  )
}
