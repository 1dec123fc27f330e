import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { bindFields } from '../../ui/form-fields.tsx'
import { explainFailure } from './fault-words.ts'
import { FieldError } from './field-error.ts'
import type { PlanEdit } from './plan-edits.ts'
import { useEditFaults } from './use-faults.ts'

/**
 * The state of one form for faults.
 *
 * @param makeEdit reads the draft. When it throws a FieldError, the field shows the sentence.
 */
export function useFaultForm<D extends object>(
  initial: D | (() => D),
  makeEdit: (draft: D) => PlanEdit,
) {
  const [draft, setDraft] = useState(initial)
  const { error, mutate, reset } = useEditFaults()
  const bind = bindFields(draft, setDraft)
  return {
    draft,
    setDraft,
    field: <K extends keyof D>(label: string, name: K) => ({
      ...bind(label, name),
      complaint: error instanceof FieldError && error.field === label ? error.message : undefined,
    }),
    submit: () => mutate(() => makeEdit(draft)),
    reset,
    /** Why the sandbox did not accept the edit. */
    failure: error && !(error instanceof FieldError) ? explainFailure(error) : undefined,
  }
}

/** The fields of one fault, and the button that applies it. */
export function FaultForm({
  form: { submit, reset, failure },
  legend,
  action,
  children,
}: {
  form: Pick<ReturnType<typeof useFaultForm>, 'submit' | 'reset' | 'failure'>
  legend: string
  /** The text of the button. */
  action: string
  children: ReactNode
}) {
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        submit()
      }}
      onChange={reset}
    >
      <fieldset className="grid min-w-0 grid-cols-1 gap-2">
        <legend className="mb-1 font-medium text-sm">{legend}</legend>
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
          {children}
          <Button type="submit" className="ml-auto min-h-9">
            {action}
          </Button>
        </div>
        {failure !== undefined && <p className="wrap-anywhere text-bad text-sm">{failure}</p>}
      </fieldset>
    </form>
  )
}
