import { createContext, type ReactNode, type SubmitEvent, useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { explainFailure } from './fault-words.ts'
import { FieldError } from './field-text.ts'
import type { PlanEdit } from './plan-edits.ts'
import { useEditFaults } from './use-faults.ts'

/** Tells a field that it is the one complained of, and where the sentence stands. */
export const ComplaintContext = createContext<{ field: string; id: string } | undefined>(undefined)

/** One way to misbehave: its fields, the button that puts it in force, and why that failed. */
export function FaultForm({
  legend,
  action,
  makeEdit,
  children,
}: {
  legend: string
  /** What the button says. */
  action: string
  /** Reads the fields; what it throws is shown, and nothing is changed. */
  makeEdit: () => PlanEdit
  children: ReactNode
}) {
  const edit = useEditFaults()
  const id = useId()
  const field = edit.error instanceof FieldError ? edit.error.field : undefined

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    edit.mutate(makeEdit)
  }

  return (
    <form onSubmit={submit} onChange={edit.reset}>
      <fieldset className="grid min-w-0 grid-cols-1 gap-2">
        <legend className="mb-1 font-medium text-sm">{legend}</legend>
        <ComplaintContext value={field === undefined ? undefined : { field, id }}>
          <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
            {children}
            <Button type="submit" className="ml-auto min-h-9">
              {action}
            </Button>
          </div>
        </ComplaintContext>
        {edit.isError && (
          <p id={id} className="wrap-anywhere text-bad text-sm">
            {explainFailure(edit.error)}
          </p>
        )}
      </fieldset>
    </form>
  )
}
