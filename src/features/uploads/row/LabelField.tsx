import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { MAX_LABEL_LENGTH } from '../../../core/history/history-schema.ts'
import { useRowController } from './row-controller.ts'
import { words } from './words.ts'

interface LabelFieldProps {
  rowKey: string
  entry: HistoryEntry
  name: string
}

/** Edits the label of a file. Enter and blur save it. Escape discards the change. */
export function LabelField({ rowKey, entry, name }: LabelFieldProps) {
  const rowController = useRowController()
  const [text, setText] = useState(entry.label)
  const [opener] = useState(() => document.activeElement)
  const isDone = useRef(false)

  /** Runs once, because some browsers fire blur on a removed field. */
  function end(label: string, byKey: boolean): void {
    if (isDone.current) return
    isDone.current = true
    flushSync(() => rowController.change(rowKey, { isEditing: false }))
    if (byKey && opener instanceof HTMLElement) opener.focus()
    if (label === entry.label) return
    void rowController.attempt(rowKey, () => rowController.uploads.history.setLabel(entry, label))
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
        // Keeps keys from the shortcuts of the row.
        event.stopPropagation()
        const { key, nativeEvent } = event
        if (nativeEvent.isComposing || !(key === 'Enter' || key === 'Escape')) return
        // The element that gets the focus next would handle the same Enter as a press.
        event.preventDefault()
        end(key === 'Enter' ? text.trim() : entry.label, true)
      }}
      className="-my-1.25 min-h-7 w-full min-w-0 rounded-control border border-line-strong bg-surface px-2"
    />
  )
}

/** A stable ref callback, so that later renders do not select the text again. */
function select(field: HTMLInputElement | null): void {
  field?.select()
}
