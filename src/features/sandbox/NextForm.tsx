import { useState } from 'react'
import { FaultForm } from './FaultForm.tsx'
import { CheckField, ChoiceField, Field } from './Field.tsx'
import { type FaultDraft, FIRST_DRAFT, fieldsOf, MEETS } from './fault-draft.ts'
import { addFault } from './plan-edits.ts'

/** What the next uploads meet. A field that a kind does not have leaves its place empty. */
export function NextForm() {
  const [draft, setDraft] = useState(FIRST_DRAFT)
  const has = fieldsOf(draft.meet)
  const change = (part: Partial<FaultDraft>) => setDraft((before) => ({ ...before, ...part }))

  return (
    <FaultForm legend="Next uploads" action="Add" makeEdit={() => addFault(draft)}>
      <Field
        label="How many"
        className="w-20"
        value={draft.times}
        onChange={(times) => change({ times })}
      />
      <ChoiceField
        label="Meet"
        className="min-w-0 flex-1 basis-40"
        options={MEETS}
        value={draft.meet}
        onChange={(meet) => change({ meet })}
      />
      {has.afterBytes ? (
        <Field
          label="After bytes"
          className="w-24"
          value={draft.afterBytes}
          onChange={(afterBytes) => change({ afterBytes })}
        />
      ) : (
        <Field
          label="Status"
          className={`w-24 ${has.status ? '' : 'invisible'}`}
          value={draft.status}
          onChange={(status) => change({ status })}
        />
      )}
      <Field
        label="Message"
        className={`min-w-0 flex-1 basis-36 ${has.answer ? '' : 'invisible'}`}
        inputMode="text"
        placeholder="the sandbox’s own"
        value={draft.message}
        onChange={(message) => change({ message })}
      />
      <CheckField
        label="Before the body is read"
        className={has.answer ? '' : 'invisible'}
        checked={draft.early}
        onChange={(early) => change({ early })}
      />
    </FaultForm>
  )
}
