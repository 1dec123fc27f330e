import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type Ref, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** Pixels that a row is thought to be high until some were seen. */
const GUESS = 125

/** A guess may be wrong by so many pixels: each correction measures all rows anew. */
const TOLERANCE = 8

/** Rows of this kind in the document. */
const ROWS = '[data-index]'

/** Rows above and below the window that are there all the same. */
const SPARE = 6

interface VirtualRows {
  list: RefObject<HTMLUListElement | null>
  /** Those in the document, with the pixels that each is below the one before it. */
  rows: readonly { index: number; gap: number }[]
  /** Pixels below the last of them. */
  rest: number
  measure: Ref<HTMLLIElement>
}

/**
 * Which of many rows at the end of a list are worth having in the document: those that can be
 * seen, and those about the focus, which must not be lost by scrolling.
 */
export function useVirtualRows<T>(
  members: readonly T[],
  keyOf: (member: T) => string,
): VirtualRows {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  const height = useRef(GUESS)
  const isEmpty = members.length === 0
  const virtualizer = useWindowVirtualizer({
    count: members.length,
    enabled: !isEmpty,
    getItemKey: useCallback(
      (place: number) => {
        const member = members[place]
        return member === undefined ? place : keyOf(member)
      },
      [members, keyOf],
    ),
    estimateSize: () => height.current,
    overscan: SPARE,
    scrollMargin: top,
    rangeExtractor: (range) => withFocused(defaultRangeExtractor(range), list.current, range.count),
  })
  const total = virtualizer.getTotalSize()

  // Follows the height of all that is above these rows, and that of the rows themselves.
  useLayoutEffect(() => {
    const element = list.current
    if (!element || isEmpty) return
    const look = () => {
      const { bottom } = element.getBoundingClientRect()
      setTop(Math.round(bottom + window.scrollY - virtualizer.getTotalSize()))
      const seen = meanHeight(element.querySelectorAll<HTMLElement>(ROWS))
      if (Math.abs(seen - height.current) < TOLERANCE) return
      height.current = seen
      virtualizer.measure()
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [virtualizer, isEmpty])

  let end = top
  const rows = virtualizer.getVirtualItems().map(({ index, start, end: itsEnd }) => {
    const gap = start - end
    end = itsEnd
    return { index, gap }
  })
  return { list, rows, rest: top + total - end, measure: virtualizer.measureElement }
}

function meanHeight(rows: NodeListOf<HTMLElement>): number {
  const sum = Array.from(rows).reduce((total, row) => total + row.offsetHeight, 0)
  return rows.length === 0 ? GUESS : sum / rows.length
}

function withFocused(indices: number[], list: Element | null, count: number): number[] {
  const row = document.activeElement?.closest<HTMLElement>(ROWS)
  const index = row && list?.contains(row) ? Number(row.dataset.index) : undefined
  if (index === undefined) return indices
  // With its neighbours, to which an arrow key may go.
  const near = [index - 1, index, index + 1].filter((place) => place >= 0 && place < count)
  return [...new Set([...indices, ...near])].sort((a, b) => a - b)
}
