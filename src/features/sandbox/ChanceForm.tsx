import { useState } from 'react'
import type { FaultPlan } from '../../core/sandbox/faults.ts'
import { FaultForm } from './FaultForm.tsx'
import { Field } from './Field.tsx'
import { percentText } from './fault-words.ts'
import { setChance } from './plan-edits.ts'

/** Which part of all uploads meets a fault that nobody foresees. */
export function ChanceForm({ chance }: { chance: FaultPlan['chance'] }) {
  const [percent, setPercent] = useState(percentText(chance?.share ?? 0.1))
  return (
    <FaultForm legend="By chance" action="Set chance" makeEdit={() => setChance(percent)}>
      <Field
        label="Percent of uploads"
        className="w-36"
        inputMode="decimal"
        value={percent}
        onChange={setPercent}
      />
      <p className="flex min-h-9 min-w-0 flex-1 basis-32 items-center text-soft text-sm">
        meet a random fault, of every kind
      </p>
    </FaultForm>
  )
}
