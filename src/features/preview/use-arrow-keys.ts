import { useEffect } from 'react'

/** What uses the arrow keys itself. */
const OWN_ARROWS = 'input, textarea, select, video, audio, [contenteditable], [role="radiogroup"]'

/** The left and the right arrow key, wherever the focus is, unless something there or another dialog on top uses them. */
export function useArrowKeys(onLeft: (() => void) | undefined, onRight: (() => void) | undefined) {
  // Follows the keyboard: a click on a picture leaves the focus on nothing that could listen.
  useEffect(() => {
    function take(event: KeyboardEvent): void {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event
      if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return
      if (target instanceof Element && target.matches(OWN_ARROWS)) return
      if (document.querySelectorAll('dialog[open]').length > 1) return
      if (key === 'ArrowLeft') onLeft?.()
      if (key === 'ArrowRight') onRight?.()
    }
    document.addEventListener('keydown', take)
    return () => document.removeEventListener('keydown', take)
  }, [onLeft, onRight])
}
