import { createElement, Fragment, type ReactNode } from 'react'
import type { Token } from './highlight.ts'

/** Marked places in a text. */
export interface Marking {
  /** In ascending order, without overlaps. */
  places: readonly (readonly [start: number, end: number])[]
  /** Index of the current place, which gets `aria-current`. */
  current: number
}

const NOTHING: Marking = { places: [], current: -1 }

/** Renders code with colours and marks. A mark may begin and end within any token. */
export function drawCode(
  tokens: readonly Token[],
  { places, current }: Marking = NOTHING,
): ReactNode {
  /** Number of characters rendered so far. */
  let at = 0
  let next = 0

  function drawToken({ text, look }: Token): ReactNode {
    return look === undefined ? drawText(text) : <span className={look}>{drawText(text)}</span>
  }

  function drawText(text: string): ReactNode {
    const from = at
    const end = from + text.length
    const drawn: ReactNode[] = []
    let place = places[next]
    while (place && place[0] < end) {
      const [start, stop] = [Math.max(place[0], from), Math.min(place[1], end)]
      drawn.push(text.slice(at - from, start - from))
      drawn.push(drawMark(text.slice(start - from, stop - from)))
      at = stop
      // The mark continues in the next token.
      if (place[1] > end) break
      next += 1
      place = places[next]
    }
    drawn.push(text.slice(at - from))
    at = end
    return createElement(Fragment, null, ...drawn)
  }

  function drawMark(text: string): ReactNode {
    const isCurrent = next === current
    const look = isCurrent
      ? 'bg-accent-fill text-on-accent'
      : 'bg-accent-soft text-accent underline decoration-2 underline-offset-3'
    return (
      <mark aria-current={isCurrent || undefined} className={`rounded-xs ${look}`}>
        {text}
      </mark>
    )
  }

  // Children passed as arguments need no keys.
  return createElement(Fragment, null, ...tokens.map(drawToken))
}
