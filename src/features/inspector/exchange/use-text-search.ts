import { type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { findInText, MOST_FINDS } from '../../../core/text/find-in-text.ts'
import type { Marking } from '../../../ui/draw-code.tsx'
import { words } from '../words.ts'

export interface TextSearch {
  wanted: string
  setWanted: (wanted: string) => void
  /** Moves by that many matches, and wraps around at the ends. */
  step: (steps: number) => void
  marking: Marking
  /** "2 of 7". Empty without a search. */
  outcome: string
  /** The element with the marked text. */
  view: RefObject<HTMLDivElement | null>
}

export function useTextSearch(text: string): TextSearch {
  const view = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState({ wanted: '', steps: 0 })
  // Searching a long text must not delay typing.
  const { wanted, steps } = useDeferredValue(search)
  const places = useMemo(() => findInText(text, wanted), [text, wanted])
  const { length } = places
  // Steps are counted before the matches are known.
  const current = length === 0 ? 0 : ((steps % length) + length) % length
  const marking = useMemo(() => ({ places, current }), [places, current])

  // Follows the current mark.
  useEffect(() => {
    if (marking.places.length === 0) return
    const mark = view.current?.querySelector('mark[aria-current]')
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [marking])

  const amount = length === MOST_FINDS ? words.call.first(MOST_FINDS) : String(length)
  const found = length === 0 ? words.call.notFound : words.call.match(current + 1, amount)
  return {
    wanted: search.wanted,
    setWanted: (next) => setSearch({ wanted: next, steps: 0 }),
    step: (more) => setSearch((now) => ({ ...now, steps: now.steps + more })),
    marking,
    outcome: wanted === '' ? '' : found,
    view,
  }
}
