import { type RefObject, useLayoutEffect, useState } from 'react'
import { type LogLayout, layoutOf } from './log-layout.ts'

/** How much room there is for a line, by the width of the log. */
export function useLogLayout(box: RefObject<HTMLElement | null>): LogLayout {
  const [layout, setLayout] = useState<LogLayout>('wide')

  // Follows the width of the element. Out of sight it has none, and keeps what it had.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      if (element.clientWidth > 0) setLayout(layoutOf(element.clientWidth))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])

  return layout
}
