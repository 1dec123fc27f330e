import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { MAX_LABEL_LENGTH } from '../../../core/history/history-schema.ts'
import { Button } from '../../../ui/Button.tsx'
import { TailText } from '../../../ui/TailText.tsx'
import { useGesture } from '../list/use-gesture.ts'
import { useUploads } from '../uploads-context.ts'

interface RowTitleProps {
  path: string
  /** The entry that a label is written to, once the history has it. */
  entry: HistoryEntry | undefined
}

/** The label of a file, if it has one, and its name. */
export function RowTitle({ path, entry }: RowTitleProps) {
  const { history } = useUploads()
  const [editing, setEditing] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const save = useGesture(({ of, label }: { of: HistoryEntry; label: string }) =>
    history.setLabel(of, label),
  )

  if (editing && entry) {
    return (
      <LabelField
        label={entry.label}
        name={path}
        onDone={(label, byKey) => {
          flushSync(() => setEditing(false))
          if (byKey) pencil.current?.focus()
          if (label !== undefined && label !== entry.label) save.start({ of: entry, label })
        }}
      />
    )
  }
  return (
    <>
      <div className="flex min-h-8 min-w-0 items-center gap-1">
        <p className="min-w-0 font-medium">
          <TailText text={entry?.label || path} />
        </p>
        {entry && (
          <Button
            ref={pencil}
            look="quiet"
            tight
            className="max-sm:-my-1"
            aria-label="Edit label"
            title="Edit label"
            onClick={() => setEditing(true)}
          >
            <Pencil size={13} aria-hidden />
          </Button>
        )}
      </div>
      {entry?.label && (
        <p className="text-soft text-sm">
          <TailText text={path} />
        </p>
      )}
      {save.sentence && <p className="text-bad text-sm">{save.sentence}</p>}
    </>
  )
}

/** The button that was pressed has just gone. The same function at every render: it is called once. */
function select(field: HTMLInputElement | null): void {
  field?.select()
}

/** Enter and leaving the field keep what was typed, Escape does not. */
function LabelField({
  label,
  name,
  onDone,
}: {
  label: string
  name: string
  /** Undefined where nothing is to be changed. */
  onDone: (label: string | undefined, byKey: boolean) => void
}) {
  const [text, setText] = useState(label)
  const isDone = useRef(false)

  /** Once: some browsers tell a field that goes that it loses the focus. */
  function end(next: string | undefined, byKey: boolean): void {
    if (isDone.current) return
    isDone.current = true
    onDone(next, byKey)
  }

  return (
    <input
      ref={select}
      aria-label="Label"
      placeholder={`A label for ${name}`}
      maxLength={MAX_LABEL_LENGTH}
      autoComplete="off"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => end(text.trim(), false)}
      onKeyDown={(event) => {
        const { key, nativeEvent } = event
        if (nativeEvent.isComposing || !(key === 'Enter' || key === 'Escape')) return
        // The button that gets the focus now would take the same Enter for a press.
        event.preventDefault()
        end(key === 'Enter' ? text.trim() : undefined, true)
      }}
      className="mb-1 min-h-8 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-2 text-sm"
    />
  )
}
