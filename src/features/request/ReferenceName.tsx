import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { MiddleText } from '../../ui/MiddleText.tsx'
import { words } from './tray-words.ts'

interface ReferenceNameProps {
  tag: string
  name: string
  onRename: (name: string) => void
}

/** The name of a reference, from which its identifier in code is made. A press edits it. */
export function ReferenceName({ tag, name, onRename }: ReferenceNameProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [draft, setDraft] = useState<string>()
  /** Set when editing ends, because the removal of the field may fire another blur event. */
  const isOver = useRef(false)

  function begin(): void {
    isOver.current = false
    setDraft(name)
  }

  function end(next?: string): void {
    if (isOver.current) return
    isOver.current = true
    flushSync(() => setDraft(undefined))
    if (next !== undefined && next !== name) onRename(next)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    end(event.key === 'Enter' ? draft : undefined)
    button.current?.focus()
  }

  if (draft === undefined) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={words.rename(tag, name)}
        onClick={begin}
        className="flex min-w-0 max-w-full rounded-xs roomy:flex-1 text-start text-meta text-soft hover:text-ink pointer-coarse:min-h-11 pointer-coarse:items-center"
      >
        <MiddleText text={name} />
      </button>
    )
  }
  return (
    <input
      type="text"
      ref={selectText}
      dir="auto"
      aria-label={words.nameOf(tag)}
      autoComplete="off"
      spellCheck={false}
      value={draft}
      onChange={({ target }) => setDraft(target.value)}
      onKeyDown={press}
      onBlur={() => end(draft)}
      // Lets a person select text instead of dragging the row.
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      className="z-2 -my-1 min-w-0 flex-1 rounded-chip border border-line-strong bg-surface px-1.5 text-meta pointer-coarse:min-h-11 pointer-coarse:text-base"
    />
  )
}

/** Focuses the field when it appears, and selects its text. */
function selectText(field: HTMLInputElement | null): void {
  field?.focus()
  field?.select()
}
