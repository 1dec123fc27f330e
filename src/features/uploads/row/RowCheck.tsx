import type { ChangeEvent, KeyboardEvent } from 'react'
import { useListController, useListFact } from '../list/use-list-controller.ts'
import { checkOf } from './check-of.ts'

/**
 * Chooses a row: with Shift, every row up to it. The arrow keys go from row to row, with Shift
 * they choose on the way; Ctrl+A chooses all that are shown.
 */
export function RowCheck({ rowKey, title }: { rowKey: string; title: string }) {
  const controller = useListController()
  const chosen = useListFact(({ isChosen }) => isChosen(rowKey))

  function change({ nativeEvent }: ChangeEvent): void {
    if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) controller.extendTo(rowKey)
    else controller.toggle(rowKey)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const { key, shiftKey } = event
    if (key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      controller.chooseAll()
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      const order = controller.rows().order()
      const next = order[order.indexOf(rowKey) + (key === 'ArrowDown' ? 1 : -1)]
      if (next === undefined) return
      if (shiftKey) {
        if (!chosen) controller.toggle(rowKey)
        controller.extendTo(next)
      }
      checkOf(next)?.focus()
    } else if (key === 'Escape') controller.chooseNone()
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
