import {
  type RefObject,
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useLinesInView } from '../../../ui/use-lines-in-view.ts'
import { type Arrangement, type Item, indexOfItem } from './arrange-rows.ts'
import { createOffsets, linesNear } from './line-offsets.ts'
import { layOut } from './list-layout.ts'
import { useTallLines } from './use-tall-lines.ts'

/** Lines above and below the window that are in the document, too. */
const SPARE = 6

export interface LineSizes {
  /** Items beside each other. */
  columns: number
  /** Pixels of a line, without the heading above it. */
  line: number
  /** Pixels of a heading. */
  heading: number
  /** Pixels between a heading and the first line below it. */
  padding: number
}

interface VirtualLinesOptions {
  rows: Arrangement
  sizes: LineSizes
  list: RefObject<HTMLElement | null>
  /** The pane that scrolls. Without it, the page scrolls. */
  pane: HTMLElement | null
  /** Index of an item that stays in the document, because it has or may get the focus. */
  kept: number | undefined
  covered: () => Covered
}

/** Pixels of the window, or of the pane, that bars cover. */
export interface Covered {
  top: number
  bottom: number
}

/** Follows which lines of a long list are near the window. Works for a pane and for the page. */
export function useVirtualLines(options: VirtualLinesOptions) {
  const { rows, sizes, list, pane, kept, covered } = options
  const { items, sections } = rows
  const { columns, line, heading, padding } = sizes
  const layout = useMemo(() => layOut(sections, columns), [sections, columns])
  const [margin, setMargin] = useState(0)
  const keptLine = kept === undefined || kept < 0 ? undefined : layout.lineOf(kept)

  /** Pixels above a line. The batch bar is the heading of the first section. */
  const aboveLine = useCallback(
    (index: number) => {
      const { isFirstOfSection, section } = layout.lineAt(index)
      return isFirstOfSection ? (section > 0 ? heading : 0) + padding : 0
    },
    [layout, heading, padding],
  )
  const scroller = useCallback(() => pane ?? document.documentElement, [pane])
  const { heightOf, measure } = useTallLines(layout, items, line, (index, growth) => {
    // What is in view stays in place when a line above it grows.
    if (offsets.topOf(index) + margin < scroller().scrollTop) scroller().scrollTop += growth
  })
  const offsets = useMemo(
    () => createOffsets(layout.lines, (index) => heightOf(index) + aboveLine(index)),
    [layout, heightOf, aboveLine],
  )
  const { first, last, readView } = useLinesInView({
    getScroller: scroller,
    margin,
    count: layout.lines,
    lineAt: offsets.lineAt,
  })

  /** Where to scroll so that a line is the first one below the bars. */
  const scrollTopOf = (index: number) => {
    const { section, isFirstOfSection } = layout.lineAt(index)
    // The heading of a day sticks below the bars.
    const stuck = section > 0 && !isFirstOfSection ? heading : 0
    return margin + offsets.topOf(index) - covered().top - stuck
  }

  /** The first row below the bars when the list was last scrolled. Undefined at its very top. */
  const anchor = useRef<{ item: Item; index: number }>(undefined)
  const shape = useMemo(() => [pane, margin, columns, line], [pane, margin, columns, line])
  const latest = useRef(shape)
  const cover = useRef(0)
  /** A new object when other rows are in view. */
  const seen = useMemo(() => ({ first, items }), [first, items])
  const holdPlace = useEffectEvent((size: typeof shape, { items }: typeof seen) => {
    if (size !== latest.current) {
      latest.current = size
      const found = anchor.current
        ? indexOfItem(items, anchor.current.item, anchor.current.index)
        : -1
      if (found >= 0) scroller().scrollTop = scrollTopOf(layout.lineOf(found))
      return
    }
    const { top, isScrollable } = readView()
    // At a breakpoint, styles change before React renders, and the old scroller jumps to its top.
    if (!isScrollable) return
    const index = layout.lineAt(offsets.lineAt(top + cover.current - margin)).start
    const item = items[index]
    anchor.current = top > 0 && item !== undefined ? { item, index } : undefined
  })

  // Follows the lines in view and their scroller. After a size change, the same row stays on top.
  useLayoutEffect(() => holdPlace(shape, seen), [shape, seen])

  const measureAbove = useEffectEvent((element: HTMLElement) => {
    const { top } = element.getBoundingClientRect()
    const origin = pane ? pane.getBoundingClientRect().top - pane.scrollTop : -window.scrollY
    setMargin(Math.round(top - origin))
    cover.current = covered().top
  })

  // Follows the height of what is above the list inside the pane or the page.
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => measureAbove(element)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(pane ?? document.body)
    if (element.parentElement) observer.observe(element.parentElement)
    return () => observer.disconnect()
  }, [list, pane])

  return {
    layout,
    lines: linesNear(first - SPARE, last + SPARE, keptLine, layout.lines),
    total: offsets.total,
    /** Pixels from the top of the list to a line and its heading. */
    topOf: offsets.topOf,
    aboveLine,
    /** Observes the height of a row that may be taller than the others. */
    measure,
    /** Lines that fit into the window. */
    pageSize: () => Math.max(1, Math.floor(readView().height / line) - 1),

    /** Brings an item into view, at once and as near as possible. */
    scrollTo(item: number): void {
      const index = layout.lineOf(item)
      if (index >= layout.lines) return
      const box = scroller()
      const highest = scrollTopOf(index)
      const lowest = margin + offsets.topOf(index + 1) + covered().bottom - box.clientHeight
      if (box.scrollTop > highest) box.scrollTop = highest
      else if (box.scrollTop < lowest) box.scrollTop = Math.min(lowest, highest)
    },
  }
}
