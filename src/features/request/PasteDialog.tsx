import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { words as pasteWords } from './paste-words.ts'
import { words } from './tray-words.ts'

/** A field for code. Code that is pasted anywhere else in the request works, too. */
export function PasteDialog({
  onTake,
  onClose,
}: {
  /** Takes the references of a text. Resolves with false when it has none. */
  onTake: (text: string) => Promise<boolean>
  onClose: () => void
}) {
  const { assertively } = useAnnounce()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [isInVain, setInVain] = useState(false)

  // Follows the dialog, which has just focused its first button.
  useEffect(() => field.current?.focus(), [])

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (await onTake(text)) {
      // Closing restores the focus.
      field.current?.closest('dialog')?.close()
      return
    }
    setInVain(true)
    assertively(pasteWords.noUrls)
    field.current?.focus()
  }

  return (
    <Dialog title={pasteWords.pasteCode} size="medium" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-3">
        <p className="text-soft">{words.pasteHelp}</p>
        <div className="grid grid-cols-1 gap-1">
          <label htmlFor="pasted-code" className="sr-only">
            {words.codeWithUrls}
          </label>
          <textarea
            ref={field}
            id="pasted-code"
            value={text}
            rows={10}
            spellCheck={false}
            aria-invalid={isInVain}
            aria-describedby={isInVain ? 'pasted-in-vain' : undefined}
            onChange={({ target }) => {
              setText(target.value)
              setInVain(false)
            }}
            className="w-full rounded-control border border-line-strong bg-surface px-2.5 py-2.25 font-mono text-code aria-invalid:border-bad pointer-coarse:text-base"
          />
          {isInVain && (
            <p id="pasted-in-vain" className="text-bad">
              {pasteWords.noUrls}
            </p>
          )}
        </div>
        <Button type="submit" look="filled" size="medium" className="justify-self-end">
          {words.takeReferences}
        </Button>
      </form>
    </Dialog>
  )
}
