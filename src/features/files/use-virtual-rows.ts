import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type Ref, type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Pixels that a row is thought to be high until it was seen. */
const GUESS = 112

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
 * seen, and the one that has the focus, which must not lose it by scrolling.
 */
export function useVirtualRows(count: number): VirtualRows {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => GUESS,
    overscan: SPARE,
    scrollMargin: top,
    rangeExtractor: (range) => withFocused(defaultRangeExtractor(range), list.current, count),
  })
  const total = virtualizer.getTotalSize()

  // Follows the height of all that is above these rows.
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const look = () => {
      const { bottom } = element.getBoundingClientRect()
      setTop(Math.round(bottom + window.scrollY - virtualizer.getTotalSize()))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [virtualizer])

  let end = top
  const rows = virtualizer.getVirtualItems().map(({ index, start, end: itsEnd }) => {
    const gap = start - end
    end = itsEnd
    return { index, gap }
  })
  return { list, rows, rest: top + total - end, measure: virtualizer.measureElement }
}

function withFocused(indices: number[], list: Element | null, count: number): number[] {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]')
  const index = row && list?.contains(row) ? Number(row.dataset.index) : undefined
  if (index === undefined || index >= count || indices.includes(index)) return indices
  return [...indices, index].sort((a, b) => a - b)
}
