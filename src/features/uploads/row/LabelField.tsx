import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { MAX_LABEL_LENGTH } from '../../../core/history/history-schema.ts'
import { useRowDesk } from './row-desk.ts'
import { words } from './words.ts'

interface LabelFieldProps {
  rowKey: string
  entry: HistoryEntry
  name: string
}

/** Edits the label of a file. Enter and leaving the field save, Escape does not. */
export function LabelField({ rowKey, entry, name }: LabelFieldProps) {
  const desk = useRowDesk()
  const [text, setText] = useState(entry.label)
  const [opener] = useState(() => document.activeElement)
  const isDone = useRef(false)

  /** Once: some browsers send blur to a field that is removed. */
  function end(label: string, byKey: boolean): void {
    if (isDone.current) return
    isDone.current = true
    flushSync(() => desk.change(rowKey, { isEditing: false }))
    if (byKey && opener instanceof HTMLElement) opener.focus()
    if (label === entry.label) return
    void desk.attempt(rowKey, () => desk.uploads.history.setLabel(entry, label))
  }

  return (
    <input
      ref={select}
      aria-label={words.label}
      placeholder={words.labelFor(name)}
      maxLength={MAX_LABEL_LENGTH}
      autoComplete="off"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => end(text.trim(), false)}
      onKeyDown={(event) => {
        // The row has keys of its own.
        event.stopPropagation()
        const { key, nativeEvent } = event
        if (nativeEvent.isComposing || !(key === 'Enter' || key === 'Escape')) return
        // The element that gets the focus now would take the same Enter for a press.
        event.preventDefault()
        end(key === 'Enter' ? text.trim() : entry.label, true)
      }}
      className="-my-1.25 min-h-7 w-full min-w-0 rounded-control border border-line-strong bg-surface px-2"
    />
  )
}

/** The same function at every render, so it is called once. */
function select(field: HTMLInputElement | null): void {
  field?.select()
}
