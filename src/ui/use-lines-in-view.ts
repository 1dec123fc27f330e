import { useCallback, useRef, useSyncExternalStore } from 'react'

interface LinesInViewOptions {
  /** The element that scrolls. `document.documentElement` stands for the page. */
  getScroller: () => HTMLElement | null
  /** Pixels above the first line inside of what scrolls. */
  margin: number
  count: number
  /** @returns the line at a distance from the first one, in pixels. Outside of the list, any number */
  lineAt: (distance: number) => number
}

/** The state of the scroller at its latest change, in pixels. */
interface View {
  top: number
  height: number
  /** False while other styles let something else scroll. */
  isScrollable: boolean
}

/**
 * Follows which lines of a long list are in view. Renders again only when other lines come into
 * view.
 *
 * @returns indices of the first and the last line in view, and a function that reads the view
 */
export function useLinesInView({ getScroller, margin, count, lineAt }: LinesInViewOptions) {
  const view = useRef<View>({ top: 0, height: 0, isScrollable: false })

  const subscribe = useCallback(
    (notify: () => void) => {
      const scroller = getScroller()
      if (!scroller) return () => {}
      function read(): void {
        if (!scroller) return
        const { scrollTop: top, clientHeight: height, scrollHeight } = scroller
        view.current = { top, height, isScrollable: scrollHeight > height }
        notify()
      }
      read()
      // Scroll events of the page arrive at the window.
      const target = scroller === document.documentElement ? window : scroller
      target.addEventListener('scroll', read, { passive: true })
      // The root element is as high as the page, so its size says nothing about the window.
      window.addEventListener('resize', read)
      const observer = new ResizeObserver(read)
      observer.observe(scroller)
      return () => {
        target.removeEventListener('scroll', read)
        window.removeEventListener('resize', read)
        observer.disconnect()
      }
    },
    [getScroller],
  )

  const range = useSyncExternalStore(subscribe, () => {
    const { top, height } = view.current
    const lineIn = (distance: number) => Math.max(0, Math.min(count - 1, lineAt(distance - margin)))
    // Text, because equal snapshots must be the same value.
    return `${lineIn(top)} ${lineIn(top + height)}`
  })
  const [first = 0, last = 0] = range.split(' ').map(Number)
  return { first, last, readView: () => view.current }
}
