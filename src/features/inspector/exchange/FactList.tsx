import type { ReactNode } from 'react'
import { CopyValue } from './CopyValue.tsx'

/** A value without text is omitted. `shown` replaces the text on the page, but not in a copy. */
export type Fact = readonly [term: string, value: string | undefined, shown?: ReactNode]

/** Facts in two columns, or in one in a narrow window, with a button to copy each. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid pointer-coarse:items-center gap-x-4 gap-y-2 grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[8.25rem_minmax(0,1fr)_auto]">
      {facts.map(
        ([term, value, shown]) =>
          value && (
            <div key={term} className="group/row contents">
              <dt className="text-soft max-sm:col-span-2 max-sm:mt-1">{term}</dt>
              <dd className="wrap-anywhere min-w-0 whitespace-pre-wrap">{shown ?? value}</dd>
              <dd>
                <CopyValue term={term} value={value} />
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
