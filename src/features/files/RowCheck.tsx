import type { ChangeEvent, KeyboardEvent } from 'react'
import { useDesk, useDeskFact } from './use-desk.ts'

/** Rows whose checkbox an arrow may go to. */
const CHECKS = 'input[data-row]'

/**
 * Chooses a row: with Shift, every row up to it. The arrow keys go from row to row, with Shift
 * they choose on the way; Ctrl+A chooses all that are shown.
 */
export function RowCheck({ rowKey, title }: { rowKey: string; title: string }) {
  const desk = useDesk()
  const chosen = useDeskFact(({ isChosen }) => isChosen(rowKey))

  function change({ nativeEvent }: ChangeEvent): void {
    if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) desk.extendTo(rowKey)
    else desk.toggle(rowKey)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const { key, shiftKey, currentTarget } = event
    if (key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      desk.chooseAll()
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      const next = neighbourOf(currentTarget, key === 'ArrowDown' ? 1 : -1)
      if (!next) return
      if (shiftKey) {
        if (!chosen) desk.toggle(rowKey)
        desk.extendTo(next.dataset.row ?? rowKey)
      }
      next.focus()
    } else if (key === 'Escape') desk.chooseNone()
  }

  return (
    <label className="grid size-6 shrink-0 place-items-center pointer-coarse:size-11">
      <input
        type="checkbox"
        data-row={rowKey}
        aria-label={`Select ${title}`}
        checked={chosen}
        onChange={change}
        onKeyDown={press}
        className="size-4"
      />
    </label>
  )
}

/** Rows out of sight are few keys away from being made: those next to a row always are there. */
function neighbourOf(check: HTMLInputElement, step: 1 | -1): HTMLInputElement | undefined {
  const all = [...(check.closest('ul')?.querySelectorAll<HTMLInputElement>(CHECKS) ?? [])]
  return all[all.indexOf(check) + step]
}
