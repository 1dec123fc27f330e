import { type RefObject, useLayoutEffect, useRef } from 'react'

/** In milliseconds. */
const DURATION = 160

interface Place {
  left: number
  top: number
}

/**
 * Moves the items of a list smoothly to their new places after it was reordered. Items have
 * `data-id`. Nothing moves under `prefers-reduced-motion`.
 *
 * @param order changes with the order of the items
 */
export function useFlip(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef<{ order: string; width: number; of: Map<string, Place> }>(undefined)

  // Follows the layout: only the browser knows where the items are.
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const before = places.current
    const of = new Map<string, Place>()
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const isComparable = before?.width === element.clientWidth && before.order !== order
    for (const item of element.querySelectorAll<HTMLElement>('[data-id]')) {
      const place = { left: item.offsetLeft, top: item.offsetTop }
      const id = item.dataset.id ?? ''
      of.set(id, place)
      const from = before?.of.get(id)
      if (isComparable && from && !isStill) slide(item, from, place)
    }
    places.current = { order, width: element.clientWidth, of }
  }, [list, order])
}

function slide(item: HTMLElement, from: Place, to: Place): void {
  const [x, y] = [from.left - to.left, from.top - to.top]
  if (x === 0 && y === 0) return
  item.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], {
    duration: DURATION,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  })
}
