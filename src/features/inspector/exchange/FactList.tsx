import type { ReactNode } from 'react'

export type Fact = readonly [term: string, fact: ReactNode]

/** Facts in two columns, or in one in a narrow window. Undefined facts are omitted. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[10rem_1fr]">
      {facts.map(
        ([term, fact]) =>
          fact !== undefined && (
            <div key={term} className="contents">
              <dt className="text-soft max-sm:mt-1">{term}</dt>
              <dd className="wrap-anywhere min-w-0">{fact}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
