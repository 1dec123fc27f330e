import { explain } from '../../core/explain.ts'
import { plural } from '../../core/format.ts'
import type { Refusal } from '../../core/intake.ts'
import { DismissButton } from '../../ui/DismissButton.tsx'

/** Up to this many reasons are shown unasked. */
const SHORT_LIST = 12

/** A refusal with a number of its own: two files of one name may be refused. */
export interface ListedRefusal extends Refusal {
  id: number
}

/** One summary of what was not taken, a line for each file with its reason. */
export function RefusalList({
  refusals,
  onDismiss,
}: {
  refusals: readonly ListedRefusal[]
  onDismiss: () => void
}) {
  if (refusals.length === 0) return null
  return (
    <section
      id="not-taken"
      aria-label="Not taken"
      className="flex gap-3 rounded-2xl bg-bad-soft px-4 py-3 text-sm"
    >
      <details open={refusals.length <= SHORT_LIST} className="min-w-0 flex-1 self-center">
        <summary className="w-fit rounded font-medium text-bad">
          {plural(refusals.length, 'file')} not taken
        </summary>
        <ul className="mt-2 grid gap-1.5">
          {refusals.map(({ id, path, problem }) => (
            <li key={id} className="wrap-anywhere">
              <strong className="font-medium">{path}</strong>{' '}
              <span className="text-soft">{explain(problem).sentence}</span>
            </li>
          ))}
        </ul>
      </details>
      <DismissButton of="section" className="self-start" onDismiss={onDismiss} />
    </section>
  )
}
