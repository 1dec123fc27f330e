import { X } from 'lucide-react'
import { useRef } from 'react'
import type { FaultReport } from '../../core/sandbox/faults.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { describeSeen, explainFailure } from './describe-faults.ts'
import { listEntries } from './plan-edits.ts'
import { useEditFaults, useResetFaults } from './use-faults.ts'
import { words } from './words.ts'

/** The active failures, with buttons to remove them, and the uploads they applied to. */
export function ActiveFailures({ report }: { report: FaultReport }) {
  const box = useRef<HTMLElement>(null)
  const edit = useEditFaults()
  const reset = useResetFaults()
  const entries = listEntries(report.plan)
  const failure = reset.error ?? edit.error

  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label={words.activeFailures}
      className="scroll-quiet min-w-0 border-line px-5 py-2.5 -outline-offset-2 max-lg:border-t max-sm:px-4 lg:overflow-y-auto lg:border-s"
    >
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-strong">{words.active}</h3>
        <Button
          look="quiet"
          className="-me-2"
          idle={entries.length === 0}
          onClick={() => {
            edit.reset()
            reset.mutate()
          }}
        >
          {words.clearAll}
        </Button>
      </div>
      {entries.length === 0 ? (
        <p className="py-1.5 text-soft">{words.none}</p>
      ) : (
        <ul aria-label={words.active}>
          {entries.map(({ id, text, remove }) => (
            <li key={id} className="flex min-h-8 items-center gap-2 border-line border-b">
              <span className="wrap-anywhere min-w-0">{text}</span>
              <IconButton
                icon={X}
                label={words.remove(text)}
                className="-me-1.5 ms-auto"
                onClick={() => {
                  // The button is removed with its failure. The section takes the focus.
                  box.current?.focus()
                  reset.reset()
                  edit.mutate(() => remove)
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2.5 text-meta text-soft">{words.seen(describeSeen(report.seen))}</p>
      {failure && <p className="wrap-anywhere mt-2 text-bad">{explainFailure(failure)}</p>}
    </section>
  )
}
