import { createElement, Fragment, type ReactNode } from 'react'
import type { CodeTree } from './highlight.ts'

/** Classes of highlight.js and ours. Other classes have no colour. */
const COLOURS: Record<string, string> = {
  'hljs-attr': 'text-code-name',
  'hljs-attribute': 'text-code-name',
  'hljs-built_in': 'text-code-name',
  'hljs-bullet': 'text-code-keyword',
  'hljs-comment': 'text-code-comment italic',
  'hljs-keyword': 'text-code-keyword',
  'hljs-link': 'text-code-string',
  'hljs-literal': 'text-code-number',
  'hljs-number': 'text-code-number',
  'hljs-section': 'text-code-name font-medium',
  'hljs-string': 'text-code-string',
  'hljs-subst': 'text-ink',
  'hljs-symbol': 'text-code-number',
  'hljs-title': 'text-code-name',
  'hljs-variable': 'text-code-number',
}

type Pieces = CodeTree['children']

/** Marked places in a text. */
export interface Marking {
  /** In ascending order, without overlaps. */
  places: readonly (readonly [start: number, end: number])[]
  /** Index of the current place, which gets `aria-current`. */
  current: number
}

const NOTHING: Marking = { places: [], current: -1 }

/** Renders code with colours and marks. A mark may begin and end within any node. */
export function drawCode(pieces: Pieces, { places, current }: Marking = NOTHING): ReactNode {
  /** Number of characters rendered so far. */
  let at = 0
  let next = 0

  /** Passes children as arguments, which need no keys. */
  function draw(children: Pieces): ReactNode {
    return createElement(Fragment, null, ...children.map(drawPiece))
  }

  function drawPiece(piece: Pieces[number]): ReactNode {
    if (piece.type === 'text') return drawText(piece.value)
    if (piece.type !== 'element') return null
    return <span className={colourOf(piece.properties.className)}>{draw(piece.children)}</span>
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
      // The mark continues in the next node.
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
      ? 'bg-accent text-on-accent'
      : 'bg-accent-soft text-accent underline decoration-2 underline-offset-2'
    return (
      <mark aria-current={isCurrent || undefined} className={`rounded-xs ${look}`}>
        {text}
      </mark>
    )
  }

  return draw(pieces)
}

function colourOf(names: unknown): string | undefined {
  if (!Array.isArray(names)) return undefined
  return names.map((name) => COLOURS[String(name)]).find((colour) => colour !== undefined)
}
