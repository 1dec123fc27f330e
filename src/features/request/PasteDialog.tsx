import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { IN_VAIN } from './use-pasted.ts'

/** A place to paste code into, for those who would not guess that it can be pasted anywhere. */
export function PasteDialog({
  onTake,
  onClose,
}: {
  /** Takes what is referred to in a text; false where that is nothing. */
  onTake: (text: string) => boolean
  onClose: () => void
}) {
  const { assertively } = useAnnounce()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [isInVain, setInVain] = useState(false)

  // Follows the dialog, which has just given the focus to its first button.
  useEffect(() => field.current?.focus(), [])

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (onTake(text)) {
      // Closed by itself, it gives the focus back.
      field.current?.closest('dialog')?.close()
      return
    }
    setInVain(true)
    assertively(IN_VAIN)
    field.current?.focus()
  }

  return (
    <Dialog title="Paste code" onClose={onClose}>
      <form onSubmit={submit} className="grid grid-cols-1 gap-3">
        <p className="text-sm">
          TSX, JSON, a curl command or plain text. The URLs of your files in it become the
          references, in their order and with their names.
        </p>
        <div className="grid grid-cols-1 gap-1">
          <label htmlFor="pasted-code" className="text-soft text-sm">
            Code with URLs
          </label>
          <textarea
            ref={field}
            id="pasted-code"
            value={text}
            rows={8}
            spellCheck={false}
            aria-invalid={isInVain}
            aria-describedby={isInVain ? 'pasted-in-vain' : undefined}
            onChange={({ target }) => {
              setText(target.value)
              setInVain(false)
            }}
            className="w-full rounded-lg border border-line-strong bg-sunken p-2 font-mono text-sm"
          />
        </div>
        {isInVain && (
          <p id="pasted-in-vain" className="text-bad text-sm">
            {IN_VAIN}
          </p>
        )}
        <Button type="submit" look="primary" className="justify-self-end">
          Take references
        </Button>
      </form>
    </Dialog>
  )
}
