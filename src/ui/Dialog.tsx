import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from './Button.tsx'

/** The browser's own modal dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  title: string
  /** For what is to be looked at, not read. */
  wide?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)

  // Follows the element: only a method opens a dialog as a modal one.
  useEffect(() => dialog.current?.showModal(), [])

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      className={`m-auto w-full ${wide ? 'max-w-5xl' : 'max-w-2xl'} rounded-2xl border border-line bg-surface p-5 text-ink backdrop:bg-page/80`}
    >
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="wrap-anywhere font-semibold">{title}</h2>
        <Button look="quiet" tight aria-label="Close" onClick={() => dialog.current?.close()}>
          <X size={15} aria-hidden />
        </Button>
      </div>
      {children}
    </dialog>
  )
}
