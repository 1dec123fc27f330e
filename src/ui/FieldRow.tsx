import type { ReactNode } from 'react'

interface FieldRowProps {
  legend: string
  children: ReactNode
  /** A button at the end of the row. */
  action?: ReactNode
}

/** One line of a form: its name, its fields, and a button. Hairlines separate the lines. */
export function FieldRow({ legend, children, action }: FieldRowProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-line border-b py-2 last-of-type:border-b-0 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <legend className="float-left py-1.25 font-medium max-sm:col-span-2">{legend}</legend>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 [&>[role=radiogroup]>label]:min-h-(--control-small)">
        {children}
      </div>
      {action}
    </fieldset>
  )
}
