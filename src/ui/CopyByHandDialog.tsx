import { useEffect, useRef } from 'react'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

/** The keyboard shortcut for copying on this system. */
const COPY_KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘C' : words.copyKeys

export interface CopyByHandProps {
  label: string
  text: string
  onClose: () => void
}

/** A dialog with the selected text, for copying by keyboard when the clipboard rejects it. */
export function CopyByHandDialog({ label, text, onClose }: CopyByHandProps) {
  const field = useRef<HTMLTextAreaElement>(null)

  // Follows the dialog, which has just focused its first button.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  return (
    <Dialog title={label} onClose={onClose}>
      <p className="mb-3">{words.copyByHand(COPY_KEYS)}</p>
      <textarea
        ref={field}
        aria-label={words.textToCopy}
        readOnly
        value={text}
        rows={Math.min(8, text.split('\n').length + 1)}
        className="w-full rounded-control border border-line-strong bg-surface p-2 font-mono text-code"
      />
    </Dialog>
  )
}
