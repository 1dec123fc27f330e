import { type RefObject, useLayoutEffect, useState } from 'react'
import { type LogLayout, layoutOf } from './log-layout.ts'

/** The layout of a line, by the width of the log. */
export function useLogLayout(box: RefObject<HTMLElement | null>): LogLayout {
  const [layout, setLayout] = useState<LogLayout>('wide')

  // Follows the width of the element. A hidden element keeps its last layout.
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
