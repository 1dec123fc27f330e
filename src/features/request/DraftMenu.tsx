import { ChevronDown } from 'lucide-react'
import { type SubmitEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { titleOfDraft } from '../../core/request/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { useValue } from '../../ui/use-value.ts'
import { words } from './draft-menu-words.ts'
import { useRequest } from './request-context.ts'

/** The name of the current request. Its menu lists all requests and the actions on this one. */
export function DraftMenu() {
  const { drafts, setNote } = useRequest()
  const { current, all } = useValue(drafts)
  const [isRenaming, setRenaming] = useState(false)
  const title = titleOfDraft(current)

  const listItems = (): MenuItem[] => [
    ...all.map((one) => ({
      id: one.id,
      label: titleOfDraft(one),
      isChecked: one.id === current.id,
      onSelect: () => drafts.show(one.id),
    })),
    { id: 'create', label: words.create, startsGroup: true, onSelect: drafts.create },
    { id: 'duplicate', label: words.duplicate, onSelect: drafts.duplicate },
    { id: 'rename', label: words.rename, onSelect: () => setRenaming(true) },
    {
      id: 'delete',
      label: words.delete,
      isDanger: true,
      onSelect: () => setNote({ sentence: words.deleted, undo: drafts.remove() }),
    },
  ]

  return (
    <>
      <MenuButton
        label={words.requests}
        aria-label={words.current(title)}
        look="quiet"
        align="start"
        items={listItems}
        className="min-w-11"
      >
        <bdi className="truncate">{title}</bdi>
        <Icon of={ChevronDown} size={14} />
      </MenuButton>
      {isRenaming && (
        <RenameDialog
          name={current.name}
          placeholder={titleOfDraft({ ...current, name: '' })}
          onRename={drafts.rename}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  )
}

interface RenameDialogProps {
  name: string
  /** What the request is called without a name. */
  placeholder: string
  onRename: (name: string) => void
  onClose: () => void
}

function RenameDialog({ name, placeholder, onRename, onClose }: RenameDialogProps) {
  const field = useRef<HTMLInputElement>(null)

  // Follows the dialog, which has just focused its first button.
  useEffect(() => field.current?.select(), [])

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    onRename(field.current?.value ?? '')
    // Closing restores the focus.
    field.current?.closest('dialog')?.close()
  }

  return (
    <Dialog title={words.renameRequest} size="small" onClose={onClose}>
      <form onSubmit={submit} onPaste={keep} onKeyDown={keep} className="flex gap-2">
        <input
          ref={field}
          type="text"
          dir="auto"
          aria-label={words.name}
          defaultValue={name}
          placeholder={placeholder}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          className="min-h-(--control) min-w-0 flex-1 rounded-control border border-line-strong bg-surface px-2.5 text-body pointer-coarse:text-base"
        />
        <Button type="submit" look="filled" size="medium">
          {words.save}
        </Button>
      </form>
    </Dialog>
  )
}

/** Hides paste and key events from the handlers of the request. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation()
}
