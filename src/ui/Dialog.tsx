import { X } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Boundary } from './Boundary.tsx'
import { Button } from './Button.tsx'

const TALL =
  'h-[min(48rem,calc(100dvh-2rem))] max-h-none flex-col overflow-hidden px-5 pt-4 open:flex max-sm:px-3'

/** The browser's modal dialog. It traps the focus, closes on Escape and restores the focus. */
export function Dialog({
  title,
  wide = false,
  tall = false,
  onClose,
  children,
}: {
  title: string
  /** For pictures rather than text. */
  wide?: boolean
  /** As high as the window for any content. The content must scroll by itself. */
  tall?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)

  // Follows the element: only a method opens a modal dialog. A dialog that is removed while it is
  // open, as by Back, restores no focus. A layout effect cleans up before the removal.
  useLayoutEffect(() => {
    const element = dialog.current
    const opener = document.activeElement
    const row = opener?.closest('li')
    element?.showModal()
    return () => {
      element?.close()
      if (!opener || opener.isConnected) return
      // The row may have rendered its button again meanwhile.
      const name = CSS.escape(opener.getAttribute('aria-label') ?? '')
      row?.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      // The event is asynchronous, and the dialog may be open again.
      onClose={() => {
        if (dialog.current?.open === false) onClose()
      }}
      className={`m-auto w-full ${wide ? 'max-w-5xl' : 'max-w-2xl'} ${tall ? TALL : 'p-5'} rounded-2xl border border-line bg-surface text-ink backdrop:bg-page/80`}
    >
      <div className="mb-3 flex shrink-0 items-center justify-between gap-3">
        <h2
          title={tall ? title : undefined}
          className={`wrap-anywhere font-semibold ${tall ? 'line-clamp-2' : ''}`}
        >
          {title}
        </h2>
        <Button look="quiet" tight aria-label="Close" onClick={() => dialog.current?.close()}>
          <X size={15} aria-hidden />
        </Button>
      </div>
      <Boundary what="This dialog">{children}</Boundary>
    </dialog>
  )
}
