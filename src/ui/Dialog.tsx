import { X } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Boundary } from './Boundary.tsx'
import { Button } from './Button.tsx'

const TALL =
  'h-[min(48rem,calc(100dvh-2rem))] max-h-none flex-col overflow-hidden px-5 pt-4 open:flex max-sm:px-3'

/** The browser's own modal dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  wide = false,
  tall = false,
  onClose,
  children,
}: {
  title: string
  /** For what is to be looked at, not read. */
  wide?: boolean
  /** As high as the window allows, whatever it holds: what it holds must scroll by itself. */
  tall?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)

  // Follows the element: only a method opens a dialog as a modal one, and one that is taken out of
  // the page while it is open, as by Back, gives no focus back. Before it is gone: in time for both.
  useLayoutEffect(() => {
    const element = dialog.current
    const opener = document.activeElement
    const home = opener?.closest('li')
    element?.showModal()
    return () => {
      element?.close()
      if (!opener || opener.isConnected) return
      // A row that changed meanwhile may have drawn it anew.
      const name = CSS.escape(opener.getAttribute('aria-label') ?? '')
      home?.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      // Told a moment later, when it may be open again.
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
