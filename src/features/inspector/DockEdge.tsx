import type { KeyboardEvent, PointerEvent } from 'react'
import { words } from './words.ts'

interface DockEdgeProps {
  /** Pixels, like all heights here. */
  height: number
  min: number
  max: number
  /** @param height undefined for the default height */
  onChange: (height: number | undefined) => void
}

const STEP = 20
const PAGE = 100

/** The upper edge of the inspector. Dragging and the arrow keys move it. A double click resets it. */
export function DockEdge({ height, min, max, onChange }: DockEdgeProps) {
  function drag({ currentTarget, pointerId, clientY }: PointerEvent): void {
    if (!currentTarget.hasPointerCapture(pointerId)) return
    onChange(bounded(window.innerHeight - clientY))
  }

  function press(event: KeyboardEvent): void {
    const heights: Record<string, number> = {
      ArrowUp: height + STEP,
      ArrowDown: height - STEP,
      PageUp: height + PAGE,
      PageDown: height - PAGE,
      Home: min,
      End: max,
    }
    const next = heights[event.key]
    if (next === undefined) return
    event.preventDefault()
    onChange(bounded(next))
  }

  const bounded = (wanted: number) => Math.min(max, Math.max(min, wanted))

  return (
    <hr
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={words.height}
      aria-valuenow={height}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={words.heightValue(height)}
      onPointerDown={({ currentTarget, pointerId, button }) => {
        if (button === 0) currentTarget.setPointerCapture(pointerId)
      }}
      onPointerMove={drag}
      onDoubleClick={() => onChange(undefined)}
      onKeyDown={press}
      className="absolute -top-1.25 left-1/2 z-1 h-2.5 w-12 [translate:-50%] cursor-ns-resize touch-none rounded-chip border-0 before:absolute before:inset-0 before:m-auto before:h-1 before:w-8 before:rounded-full before:bg-line-strong hover:before:bg-soft focus-visible:before:bg-accent pointer-coarse:-top-2 pointer-coarse:h-6 pointer-coarse:w-24 forced-colors:before:border"
    />
  )
}
