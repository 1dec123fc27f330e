import { useRef } from 'react'
import type { FaultReport } from '../../core/sandbox/faults.ts'
import { Button } from '../../ui/Button.tsx'
import { describeSeen, explainFailure } from './fault-words.ts'
import { listEntries } from './plan-edits.ts'
import { useEditFaults, useResetFaults } from './use-faults.ts'

/** The active faults, with buttons to remove them, and the uploads they applied to. */
export function ActiveFaults({ report }: { report: FaultReport }) {
  const box = useRef<HTMLElement>(null)
  const edit = useEditFaults()
  const reset = useResetFaults()
  const entries = listEntries(report.plan)
  const failure = reset.error ?? edit.error

  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="Faults in force"
      className="grid grid-cols-1 content-start gap-2 text-sm"
    >
      <div className="flex items-center justify-between gap-3">
        <p className="font-medium">In force</p>
        <Button
          idle={entries.length === 0}
          onClick={() => {
            edit.reset()
            reset.mutate()
          }}
        >
          No faults
        </Button>
      </div>
      {entries.length === 0 ? (
        <p className="text-soft">Nothing: the sandbox behaves.</p>
      ) : (
        <ul aria-label="In force" className="grid max-h-96 grid-cols-1 gap-1 overflow-y-auto">
          {entries.map(({ id, text, remove }) => (
            <li
              key={id}
              className="flex items-center justify-between gap-2 rounded-lg bg-sunken py-1 pr-1 pl-2"
            >
              <span className="wrap-anywhere min-w-0">{text}</span>
              <Button
                look="quiet"
                onClick={() => {
                  // The button is removed with its fault. The section takes the focus.
                  box.current?.focus()
                  reset.reset()
                  edit.mutate(() => remove)
                }}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="text-soft tabular-nums">Since the last change: {describeSeen(report.seen)}.</p>
      {failure && <p className="wrap-anywhere text-bad">{explainFailure(failure)}</p>}
    </section>
  )
}
