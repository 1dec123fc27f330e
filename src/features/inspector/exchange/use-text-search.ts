import { type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { findInText, MOST_FINDS } from '../../../core/text/find-in-text.ts'
import type { Marking } from '../../../ui/draw-code.tsx'

/** A search in a text, and where it stands. */
export interface Finds {
  wanted: string
  setWanted: (wanted: string) => void
  /** Goes that many finds on, and round at the ends. */
  step: (steps: number) => void
  marking: Marking
  /** "2 of 7"; empty while nothing is looked for. */
  words: string
  /** What holds the marked text. */
  view: RefObject<HTMLDivElement | null>
}

export function useFinds(text: string): Finds {
  const view = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState({ wanted: '', steps: 0 })
  // A long text must not hold up who types.
  const { wanted, steps } = useDeferredValue(search)
  const places = useMemo(() => findInText(text, wanted), [text, wanted])
  const { length } = places
  // Steps are counted before one knows what there is to step through.
  const current = length === 0 ? 0 : ((steps % length) + length) % length
  const marking = useMemo(() => ({ places, current }), [places, current])

  // Follows the mark that is looked at.
  useEffect(() => {
    if (marking.places.length === 0) return
    const mark = view.current?.querySelector('mark[aria-current]')
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [marking])

  const amount = length === MOST_FINDS ? `the first ${MOST_FINDS}` : String(length)
  const found = length === 0 ? 'not found' : `${current + 1} of ${amount}`
  return {
    wanted: search.wanted,
    setWanted: (next) => setSearch({ wanted: next, steps: 0 }),
    step: (more) => setSearch((now) => ({ ...now, steps: now.steps + more })),
    marking,
    words: wanted === '' ? '' : found,
    view,
  }
}
