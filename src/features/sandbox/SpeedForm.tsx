import { useState } from 'react'
import type { FaultPlan } from '../../core/sandbox/faults.ts'
import { FaultForm } from './FaultForm.tsx'
import { Field } from './Field.tsx'
import { setSpeed } from './plan-edits.ts'

/** How late the sandbox answers, and how slowly it reads. */
export function SpeedForm({ plan }: { plan: FaultPlan }) {
  const [latency, setLatency] = useState(plan.latency === 0 ? '' : String(plan.latency))
  const [bytesPerSecond, setBytesPerSecond] = useState(String(plan.bytesPerSecond ?? ''))
  return (
    <FaultForm
      legend="Speed"
      action="Set speed"
      makeEdit={() => setSpeed({ latency, bytesPerSecond })}
    >
      <Field
        label="Latency in ms"
        className="w-28"
        placeholder="none"
        value={latency}
        onChange={setLatency}
      />
      <Field
        label="Bytes per second"
        className="min-w-0 flex-1 basis-36"
        placeholder="as fast as it comes"
        value={bytesPerSecond}
        onChange={setBytesPerSecond}
      />
    </FaultForm>
  )
}
