import {
  type MouseEvent,
  type RefObject,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
} from 'react'
import { focusInside } from './focus-inside.ts'
import { addLayer } from './top-layer.ts'

/**
 * Shows a modal dialog while its component is mounted. The browser traps the focus and restores it.
 *
 * @returns the event handlers of the dialog
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  // Follows the element: only a method opens a modal dialog. A dialog that is removed while it is
  // open, as by Back, restores no focus. A layout effect cleans up before the removal.
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    const opener = document.activeElement
    const row = opener?.closest('li')
    element.showModal()
    focusInside(element)
    const removeLayer = addLayer(element)
    return () => {
      element.close()
      removeLayer()
      if (!opener || opener.isConnected) return
      // The row may have rendered its button again meanwhile.
      const name = CSS.escape(opener.getAttribute('aria-label') ?? '')
      row?.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.focus()
    }
  }, [dialog])

  return useModalEvents(dialog, onClose)
}

/** Event handlers that close a modal dialog on Escape, Back, and a press beside it. */
export function useModalEvents(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  const startedBeside = useRef(false)
  const isBeside = (event: MouseEvent) =>
    event.target === dialog.current &&
    event.currentTarget.matches(':modal') &&
    !isInside(event.currentTarget, event)

  return {
    // The close event after Escape is asynchronous: a key before it would find the dialog open, and
    // a sheet that becomes a popover meanwhile would stay open.
    onCancel(event: SyntheticEvent) {
      // File inputs inside have this event, too.
      if (event.target !== dialog.current || !event.cancelable) return
      event.preventDefault()
      onClose()
    },
    // The event is asynchronous, and the dialog may be open again.
    onClose() {
      if (dialog.current && !dialog.current.matches(':modal, :popover-open')) onClose()
    },
    onPointerDown(event: MouseEvent) {
      event.stopPropagation()
      startedBeside.current = isBeside(event)
    },
    onClick(event: MouseEvent) {
      event.stopPropagation()
      if (startedBeside.current && isBeside(event)) dialog.current?.close()
    },
  }
}

function isInside(element: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
}
