import { type RefObject, useEffect } from 'react'

/**
 * Tells the rest of the page in a CSS variable of its root how high an element is, in pixels, for
 * as long as it is there. What sticks to the top of the window must stay below it.
 */
export function useHeightVariable(
  name: `--${string}`,
  element: RefObject<HTMLElement | null>,
  isThere: boolean,
): void {
  // Follows the size of the element.
  useEffect(() => {
    const shown = element.current
    if (!isThere || !shown) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => style.setProperty(name, `${shown.offsetHeight}px`))
    observer.observe(shown)
    return () => {
      observer.disconnect()
      style.removeProperty(name)
    }
  }, [name, element, isThere])
}
