import { type PointerEvent, useRef } from 'react'
import { PHONE } from './use-media.ts'

/** Pixels after which a swipe down closes the sheet. */
const SWIPE = 72

/** Event handlers of the head of a sheet, which follows the finger. They only act on phones. */
export function useSwipeDown(onClose: () => void) {
  const start = useRef<number>(undefined)

  function follow(event: PointerEvent<HTMLElement>): number {
    if (start.current === undefined) return 0
    const moved = Math.max(0, event.clientY - start.current)
    const dialog = event.currentTarget.closest('dialog')
    if (dialog) dialog.style.translate = `0 ${moved}px`
    return moved
  }

  function release(event: PointerEvent<HTMLElement>): void {
    const moved = follow(event)
    start.current = undefined
    const dialog = event.currentTarget.closest('dialog')
    if (event.type === 'pointerup' && moved > SWIPE) onClose()
    else if (dialog) dialog.style.translate = ''
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (!matchMedia(PHONE).matches) return
      if (event.target instanceof Element && event.target.closest('button, input, select')) return
      start.current = event.clientY
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: follow,
    onPointerUp: release,
    onPointerCancel: release,
  }
}
