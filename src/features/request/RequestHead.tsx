import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { type Draft, isEmptyDraft } from '../../core/request/draft.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { COARSE } from '../../ui/use-media.ts'
import { useValue } from '../../ui/use-value.ts'
import { EXTRA_FIELD } from './fields.tsx'
import { words as pasteWords } from './paste-words.ts'
import { useRequest } from './request-context.ts'
import { useDraft } from './use-draft.ts'
import { loadRequestParts, useRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

interface RequestHeadProps {
  /** Id of the heading. */
  id: string
  /** Closes the sheet. The pane has no such button. */
  onClose?: (() => void) | undefined
}

/** The title of the request, and what can be done with it as a whole. */
export function RequestHead({ id, onClose }: RequestHeadProps) {
  const { drafts, composer, openPaste, copy, setNote } = useRequest()
  const draft = useDraft(composer)
  const { references, prompt, extra } = draft
  const isOneOfMany = useValue(drafts).all.length > 1
  const parts = useRequestParts(isOneOfMany || !isEmptyDraft(draft))
  const closeButton = useRef<HTMLButtonElement>(null)

  /** Clears a part of the draft and offers undo. */
  function clear(part: Partial<Draft>, sentence: string): void {
    composer.change(part)
    const undo = () => composer.change({ references, prompt, extra })
    setNote({ sentence, undo, after: composer.draft() })
  }

  /** Opens the JSON field with the member that is needed most often. */
  async function addSettings(): Promise<void> {
    await loadRequestParts()
    flushSync(() => composer.change({ extra: '{\n  "provider_options": {}\n}' }))
    document.getElementById(EXTRA_FIELD)?.focus()
  }

  function listItems(): MenuItem[] {
    const items: MenuItem[] = [
      { id: 'copy', label: words.copy, keys: 'Ctrl+Enter', onSelect: () => void copy() },
    ]
    if (extra === '') {
      items.push({ id: 'settings', label: words.addSettings, onSelect: () => void addSettings() })
    }
    if (prompt !== '') {
      const onSelect = () => clear({ prompt: '' }, words.promptCleared)
      items.push({ id: 'prompt', label: words.clearPrompt, startsGroup: true, onSelect })
    }
    if (references.length > 0) {
      const onSelect = () => clear({ references: [], prompt: '', extra: '' }, words.cleared)
      items.push({ id: 'clear', label: words.clear, startsGroup: prompt === '', onSelect })
    }
    return items
  }

  // Follows the sheet, which has just focused the prompt: that opens the keyboard of a phone.
  useEffect(() => {
    if (matchMedia(COARSE).matches) closeButton.current?.focus()
  }, [])

  return (
    <header className="flex h-(--toolbar) shrink-0 items-center gap-2 pe-2 ps-4 max-sm:ps-1">
      {onClose && (
        <IconButton
          ref={closeButton}
          label={words.close}
          icon={X}
          className="max-sm:min-h-11! max-sm:w-11! sm:-ms-2"
          onClick={onClose}
        />
      )}
      <h2 id={id} className="shrink-0 font-strong text-title tracking-tight">
        {words.request}
      </h2>
      {parts && <parts.DraftMenu />}
      <span className="shrink-[9999] truncate text-soft max-[100rem]:hidden">
        {references.length > 0 && words.referenceCount(references.length)}
      </span>
      <Button look="quiet" className="ms-auto shrink-0" onClick={openPaste}>
        {pasteWords.pasteCode}
      </Button>
      <MenuButton label={words.more} items={listItems} />
    </header>
  )
}
