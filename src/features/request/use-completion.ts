import { type KeyboardEvent, type RefObject, useState } from 'react'
import { capitalTag, completeAt, insertTag } from '../../core/request/mentions.ts'
import type { TaggedReference } from '../../core/request/reference.ts'

/** The id of an option in the list of completions. */
export function optionId(list: string, place: number): string {
  return `${list}-${place}`
}

/**
 * Completes the tag that is being typed in a field.
 *
 * @param isCapital tags are written like `@Image1`
 */
export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  prompt: string,
  references: readonly TaggedReference[],
  isCapital: boolean,
  onChange: (prompt: string) => void,
) {
  /** Where the caret was after the last typed character. Undefined while nothing is completed. */
  const [typedAt, setTypedAt] = useState<number>()
  const [active, setActive] = useState(0)
  const completion = typedAt === undefined ? undefined : completeAt(prompt, typedAt, references)
  const options = completion?.options ?? []
  const current = Math.min(active, options.length - 1)

  function close(): void {
    setTypedAt(undefined)
    setActive(0)
  }

  function take(option: TaggedReference | undefined): void {
    if (!completion || !option || !field.current) return
    const tag = isCapital ? capitalTag(option.tag) : option.tag
    const next = insertTag(prompt, completion, tag)
    close()
    rewrite(field.current, next.prompt, onChange)
    field.current.setSelectionRange(next.caret, next.caret)
  }

  /** @returns whether the list handled the key */
  function press(key: string): boolean {
    const count = options.length
    if (key === 'ArrowDown') setActive((current + 1) % count)
    else if (key === 'ArrowUp') setActive((current + count - 1) % count)
    else if (key === 'Enter' || key === 'Tab') take(options[current])
    else if (key === 'Escape') close()
    else return false
    return true
  }

  return {
    options,
    active: current,
    take,
    close,

    /** Call after each typed change. */
    look({ selectionStart }: HTMLTextAreaElement): void {
      setTypedAt(selectionStart)
      setActive(0)
    },

    /** Closes the list when the caret moves elsewhere. */
    follow({ selectionStart, selectionEnd }: HTMLTextAreaElement): void {
      if (typedAt === undefined) return
      if (selectionStart !== typedAt || selectionEnd !== typedAt) close()
    },

    onKeyDown(event: KeyboardEvent): void {
      const { key, shiftKey, ctrlKey, altKey, metaKey, nativeEvent } = event
      if (options.length === 0 || nativeEvent.isComposing) return
      if (shiftKey || ctrlKey || altKey || metaKey) return
      if (press(key)) event.preventDefault()
    },
  }
}

/**
 * Writes the changed part as if it were typed, so that the browser's undo covers it. Browsers
 * without such a command get the whole text.
 */
function rewrite(field: HTMLTextAreaElement, text: string, onChange: (text: string) => void): void {
  const former = field.value
  let start = 0
  while (start < former.length && former[start] === text[start]) start += 1
  let end = former.length
  while (end > start && former[end - 1] === text[text.length - former.length + end - 1]) end -= 1
  const piece = text.slice(start, text.length - former.length + end)
  field.focus()
  field.setSelectionRange(start, end)
  if (!document.execCommand('insertText', false, piece)) onChange(text)
}
