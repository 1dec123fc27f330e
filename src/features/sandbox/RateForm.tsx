import { useState } from 'react'
import type { RateLimit } from '../../core/sandbox/faults.ts'
import { FaultForm } from './FaultForm.tsx'
import { CheckField, ChoiceField, Field } from './Field.tsx'
import { limitRate } from './plan-edits.ts'
import { draftRate, type RateDraft, TELLINGS } from './rate-draft.ts'

/** How many calls a key may make, and how it learns of that. */
export function RateForm({ limit }: { limit: RateLimit | null }) {
  const [draft, setDraft] = useState(() => draftRate(limit))
  const change = (part: Partial<RateDraft>) => setDraft((before) => ({ ...before, ...part }))

  return (
    <FaultForm legend="Rate limit" action="Limit the rate" makeEdit={() => limitRate(draft)}>
      <Field
        label="Calls"
        className="w-20"
        value={draft.calls}
        onChange={(calls) => change({ calls })}
      />
      <Field
        label="In seconds"
        className="w-24"
        inputMode="decimal"
        value={draft.seconds}
        onChange={(seconds) => change({ seconds })}
      />
      <ChoiceField
        label="Told by"
        className="min-w-0 flex-1 basis-52"
        options={TELLINGS}
        value={draft.telling}
        onChange={(telling) => change({ telling })}
      />
      <CheckField
        label="Newer error shape"
        checked={draft.nested}
        onChange={(nested) => change({ nested })}
      />
    </FaultForm>
  )
}
