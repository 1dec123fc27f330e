import type { ChangeEvent, KeyboardEvent } from 'react'
import { useDesk, useDeskFact } from '../list/use-desk.ts'
import { checkOf } from './check-of.ts'

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
    const { key, shiftKey } = event
    if (key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      desk.chooseAll()
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      const order = desk.rows().order()
      const next = order[order.indexOf(rowKey) + (key === 'ArrowDown' ? 1 : -1)]
      if (next === undefined) return
      if (shiftKey) {
        if (!chosen) desk.toggle(rowKey)
        desk.extendTo(next)
      }
      checkOf(next)?.focus()
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
