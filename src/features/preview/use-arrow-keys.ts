import { useEffect } from 'react'

/** Elements that use the arrow keys themselves. */
const OWN_ARROWS = 'input, textarea, select, video, audio, [contenteditable], [role="radiogroup"]'

/** Handles the left and right arrow keys, unless the focused element or another dialog uses them. */
export function useArrowKeys(onLeft: (() => void) | undefined, onRight: (() => void) | undefined) {
  // Follows the document's keyboard, because a click on a picture focuses no element.
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event
      if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return
      if (target instanceof Element && target.matches(OWN_ARROWS)) return
      if (document.querySelectorAll('dialog[open]').length > 1) return
      if (key === 'ArrowLeft') onLeft?.()
      if (key === 'ArrowRight') onRight?.()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onLeft, onRight])
}
