import { type ReactNode, useRef } from 'react'
import { useModal } from './use-modal.ts'
import { useSwipeDown } from './use-swipe-down.ts'

const LOOK =
  'm-0 ms-auto h-dvh max-h-none w-100 max-w-full bg-panel text-body shadow-dialog rtl:[--slide-from:-100%] animate-slide max-sm:w-full max-sm:animate-rise'

/**
 * A modal dialog as high as the window: on phones a sheet, else a drawer at the right edge. The head
 * needs a button that calls `onClose`. A swipe down on the head closes the sheet.
 */
export function Sheet({
  label,
  head,
  onClose,
  children,
}: {
  label: string
  head: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const events = useModal(dialog, onClose)
  const swipe = useSwipeDown(onClose)
  return (
    <dialog ref={dialog} aria-label={label} {...events} className={LOOK}>
      <div className="flex h-full flex-col">
        <div {...swipe} className="shrink-0 max-sm:touch-none">
          {head}
        </div>
        {children}
      </div>
    </dialog>
  )
}
