import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FieldRow } from '../../ui/FieldRow.tsx'
import { bindFields } from '../../ui/form-fields.tsx'
import { explainFailure } from './describe-faults.ts'
import { FieldError } from './field-error.ts'
import type { PlanEdit } from './plan-edits.ts'
import { useEditFaults } from './use-faults.ts'
import { words } from './words.ts'

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
    /** The props of an inline field. Hide its label when other visible text names the field. */
    field: <K extends keyof D>(label: string, name: K) => ({
      ...bind(label, name),
      isInline: true,
      complaint: error instanceof FieldError && error.field === label ? error.message : undefined,
    }),
    submit: () => mutate(() => makeEdit(draft)),
    reset,
    /** Why the sandbox did not accept the edit. */
    failure: error && !(error instanceof FieldError) ? explainFailure(error) : undefined,
  }
}

interface FaultFormProps {
  form: Pick<ReturnType<typeof useFaultForm>, 'submit' | 'reset' | 'failure'>
  legend: string
  /** The text of the button, if it is not "Apply". */
  action?: string
  children: ReactNode
}

/** The fields of one fault, and the button that applies it. */
export function FaultForm({ form, legend, action, children }: FaultFormProps) {
  const { submit, reset, failure } = form
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        submit()
      }}
      onChange={reset}
      className="border-line border-b last-of-type:border-b-0"
    >
      <FieldRow
        legend={legend}
        action={
          <Button type="submit">
            <span>{action ?? words.apply}</span>
            {action === undefined && <span className="sr-only">{legend}</span>}
          </Button>
        }
      >
        {children}
        {failure !== undefined && <p className="wrap-anywhere basis-full text-bad">{failure}</p>}
      </FieldRow>
    </form>
  )
}
