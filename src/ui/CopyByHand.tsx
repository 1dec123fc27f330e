import { useEffect, useRef } from 'react'
import { Dialog } from './Dialog.tsx'

/** The keyboard shortcut for copying on this system. */
const COPY_KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘C' : 'Ctrl+C'

/** A dialog with the selected text, for copying by keyboard when the clipboard rejects it. */
export function CopyByHand({
  label,
  text,
  onClose,
}: {
  label: string
  text: string
  onClose: () => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)

  // Follows the dialog, which has just focused its first button.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  return (
    <Dialog title={label} onClose={onClose}>
      <p className="mb-3 text-sm">The clipboard refused. Press {COPY_KEYS} to copy it by hand.</p>
      <textarea
        ref={field}
        aria-label="Text to copy"
        readOnly
        value={text}
        rows={Math.min(8, text.split('\n').length + 1)}
        className="w-full rounded-lg border border-line-strong bg-sunken p-2 font-mono text-sm"
      />
    </Dialog>
  )
}
