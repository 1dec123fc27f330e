import { Info } from 'lucide-react'
import type { Hint } from '../../core/request/reference-hints.ts'

/** Hints that are shown; a long tray may have one for each of its references. */
const MOST = 12

/** Why the request may fail. It can be copied all the same. */
export function HintList({ hints }: { hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  const more = hints.length - MOST
  return (
    <ul aria-label="Hints" className="grid gap-1.5 rounded-xl bg-sunken px-3 py-2.5 text-sm">
      {hints.slice(0, MOST).map(({ id, sentence }) => (
        <li key={id} className="flex gap-2">
          <Info size={15} aria-hidden className="mt-0.5 shrink-0 text-accent" />
          <span className="wrap-anywhere min-w-0">{sentence}</span>
        </li>
      ))}
      {more > 0 && <li className="pl-5.75 text-soft">And {more} more.</li>}
    </ul>
  )
}
