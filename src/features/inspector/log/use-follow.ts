import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'

interface Following {
  box: RefObject<HTMLElement | null>
  lines: readonly Exchange[]
  /** Pixels. */
  lineHeight: number
  isFollowing: boolean
  onFollow: (isFollowing: boolean) => void
}

/**
 * Scrolls to the newest line while the log is followed. Otherwise the visible lines stay in place:
 * a full log drops its oldest lines, which would move the others up.
 *
 * @returns the scroll listener of the log
 */
export function useFollow({ box, lines, lineHeight, isFollowing, onFollow }: Following) {
  const before = useRef(0)
  const top = useRef<{ index: number; line: Exchange | undefined }>({ index: 0, line: undefined })

  const remember = useCallback(
    (element: HTMLElement) => {
      const index = Math.floor(element.scrollTop / lineHeight)
      top.current = { index, line: lines[index] }
      before.current = element.scrollTop
    },
    [lines, lineHeight],
  )

  // Runs when the log becomes visible. The browser's reset of its scroll position is not a gesture.
  useLayoutEffect(() => {
    before.current = 0
  }, [])

  // Follows the lines.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { index, line } = top.current
    if (isFollowing) {
      // A person scrolled up, and the scroll event has not arrived yet.
      if (isAwayFromEnd(element, lineHeight) && element.scrollTop < before.current - 1) return
      element.scrollTop = element.scrollHeight
    } else if (line !== undefined && lines[index] !== line) {
      const place = lines.indexOf(line)
      if (place >= 0) element.scrollTop += (place - index) * lineHeight
    }
    remember(element)
  }, [box, lines, lineHeight, isFollowing, remember])

  // Follows the height of the log, so that the newest line stays visible.
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !isFollowing) return
    const observer = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight
      before.current = element.scrollTop
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, isFollowing])

  return (): void => {
    const element = box.current
    // A hidden log also gets scroll events. They are not gestures.
    if (!element || element.clientHeight === 0) return
    const isUp = element.scrollTop < before.current
    remember(element)
    if (!isAwayFromEnd(element, lineHeight)) onFollow(true)
    else if (isUp) onFollow(false)
  }
}

function isAwayFromEnd(element: HTMLElement, lineHeight: number): boolean {
  return element.scrollHeight - element.clientHeight - element.scrollTop > lineHeight / 2
}
