import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'

interface Following {
  box: RefObject<HTMLElement | null>
  lines: readonly Exchange[]
  /** Pixels of each. */
  lineHeight: number
  isFollowing: boolean
  onFollow: (isFollowing: boolean) => void
}

/**
 * Keeps the newest line in sight while it is followed, and whatever is looked at where it is while
 * it is not: the oldest lines go from a full log, which would move all others up.
 *
 * @returns what is to be called whenever the log was scrolled
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

  // Follows the log coming into sight, also again: it was scrolled to its start then by nobody.
  useLayoutEffect(() => {
    before.current = 0
  }, [])

  // Follows the lines with what is in sight of them.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { index, line } = top.current
    if (isFollowing) {
      // Somebody scrolled up, and the browser had no time to tell.
      if (isAwayFromEnd(element, lineHeight) && element.scrollTop < before.current - 1) return
      element.scrollTop = element.scrollHeight
    } else if (line !== undefined && lines[index] !== line) {
      const place = lines.indexOf(line)
      if (place >= 0) element.scrollTop += (place - index) * lineHeight
    }
    remember(element)
  }, [box, lines, lineHeight, isFollowing, remember])

  // Follows the height of the log: the newest line must not go out of sight below.
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
    // What is out of sight is scrolled by nobody.
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
