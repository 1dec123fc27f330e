import type { ClipboardEvent, KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { tagReferences } from '../../core/request/reference.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { words as addedWords } from './added-words.ts'
import { describePlace } from './describe-place.ts'
import { isForTray, pasteTargetOf } from './paste-target.ts'
import { words as pasteWords } from './paste-words.ts'
import { useRequest } from './request-context.ts'
import { isCopyKey, isUndoKey } from './request-keys.ts'
import { useTrayDrag } from './use-tray-drag.ts'

/** Pasting into the request, dragging within and onto it, and its keys. */
export function useRequestEvents() {
  const { composer, take, swap, copy, setNote, undoNote } = useRequest()
  const { politely } = useAnnounce()
  const idAt = (place: number) => composer.draft().references[place]?.id ?? ''

  const { drag, handlers } = useTrayDrag({
    textOf: (place) => tagReferences(composer.draft().references)[place]?.tag ?? '',
    countReferences: () => composer.draft().references.length,

    onMove(from, to) {
      const id = idAt(from)
      flushSync(() => composer.move(id, to))
      politely(describePlace(composer, id))
    },

    onAdd(references, to) {
      const before = composer.draft().references.length
      const left = composer.add(references, to)
      const count = composer.draft().references.length - before
      if (left > 0) setNote({ sentence: addedWords.notAdded(left) })
      else politely(addedWords.added(count))
    },

    onSwap: (references, place) => void swap(idAt(place), references),
  })

  return {
    drag,
    handlers: {
      ...handlers,

      /** Reads references. Leaves files to the page, and text without code to the field. */
      onPaste(event: ClipboardEvent): void {
        const { clipboardData, target } = event
        const text = clipboardData.getData('text/plain')
        const place = pasteTargetOf(target)
        if (!isForTray(text, place, clipboardData.files.length > 0)) return
        event.preventDefault()
        void take(text).then((isTaken) => {
          if (isTaken) return
          if (place === 'pane') setNote({ sentence: pasteWords.noUrls })
          // The paste was prevented before the result was known.
          else document.execCommand('insertText', false, text)
        })
      },

      onKeyDown(event: KeyboardEvent): void {
        if (isCopyKey(event)) void copy()
        else if (!isUndoKey(event) || pasteTargetOf(event.target) !== 'pane' || !undoNote()) return
        event.preventDefault()
      },
    },
  }
}
