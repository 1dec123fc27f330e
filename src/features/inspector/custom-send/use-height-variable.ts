import { type RefObject, useEffect } from 'react'

/**
 * Sets a CSS variable on the root to the height of an element, in pixels, while the element exists.
 * Elements that stick to the top of the window stay below it.
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
