import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { GATEWAYS } from '../../core/api/gateways.ts'
import type { NewReference } from '../../core/request/composer.ts'
import { createSwapFinder } from '../../core/request/find-swaps.ts'
import { tagReferences } from '../../core/request/reference.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { MiddleText } from '../../ui/MiddleText.tsx'
import { FIELD } from './fields.tsx'
import { ListOption } from './ListOption.tsx'
import { useRequest } from './request-context.ts'
import { words } from './swap-words.ts'
import { optionId } from './use-completion.ts'
import { useDraft } from './use-draft.ts'

/** Swaps a reference for a file of the history, a URL, or a file that is uploaded first. */
export function SwapDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const request = useRequest()
  const { composer, entries, gateway, renderThumbnail } = request
  const references = tagReferences(useDraft(composer).references)
  const tags = new Map(references.map(({ url, tag }) => [url, tag]))
  const reference = references.find((one) => one.id === id)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [find] = useState(createSwapFinder)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  if (!reference) return null
  const { tag, url: formerUrl } = reference
  const options = find(text, reference, entries)

  /** Closing restores the focus. */
  const close = () => field.current?.closest('dialog')?.close()

  function take(file: NewReference | undefined): void {
    if (!file) return
    close()
    void request.swap(id, [file])
  }

  function chooseFile(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.onchange = () => {
      const file = input.files?.[0]
      if (!file) return
      close()
      request.uploadToRequest([file], formerUrl)
      request.setNote({ sentence: words.awaited(tag, file.name) })
    }
    input.click()
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setActive((active + step + options.length) % (options.length || 1))
    else if (event.key === 'Enter') take(options[active])
    else return
    event.preventDefault()
  }

  return (
    <Dialog
      title={words.title(tag)}
      size="small"
      onClose={onClose}
      foot={<Button onClick={chooseFile}>{words.chooseFile}</Button>}
    >
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={words.search}
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-activedescendant={options.length > 0 ? optionId(listId, active) : undefined}
        placeholder={words.search}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setActive(0)
        }}
        onKeyDown={press}
        className={`w-full border-line-strong ${FIELD}`}
      />
      <div className="scroll-quiet -mx-2 mt-2 -mb-3 h-72 overflow-y-auto">
        <div id={listId} role="listbox" aria-label={words.files}>
          {options.map((option, place) => (
            <ListOption
              key={`${option.gateway} ${option.url}`}
              list={listId}
              place={place}
              active={active}
              onTake={() => take(option)}
            >
              <span className="pointer-events-none size-7 shrink-0 overflow-hidden rounded-chip *:size-full!">
                {renderThumbnail({ ...option, id: '' })}
              </span>
              <span className="sr-only">{words.swapFor}</span>
              <MiddleText
                text={option.url === text.trim() ? option.url : option.name}
                className="flex-1"
              />
              {tags.has(option.url) && (
                <span className="font-strong text-accent">{tags.get(option.url)}</span>
              )}
              {option.gateway && option.gateway !== gateway && (
                <Badge>{GATEWAYS[option.gateway].label}</Badge>
              )}
            </ListOption>
          ))}
        </div>
        <p role="status" className="px-2 py-1.5 text-soft empty:hidden">
          {options.length === 0 && words.nothing}
        </p>
      </div>
    </Dialog>
  )
}
