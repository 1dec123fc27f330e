import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from 'react'
import { useValue } from '../../../ui/use-value.ts'
import type { RowActionId } from '../row/row-action.ts'
import { runRowAction } from '../row/row-actions.ts'
import { useRowController } from '../row/row-controller.ts'
import { useUploads } from '../uploads-context.ts'
import type { Item } from './arrange-rows.ts'
import { commandOf, type ListCommand } from './list-keys.ts'
import type { ListLayout } from './list-layout.ts'
import { keyOfItem, type Row, rowOfItem } from './row.ts'
import { type CurrentRow, elementOfItem } from './use-current-row.ts'
import type { View } from './use-line-sizes.ts'
import { useLongPress } from './use-long-press.ts'
import { useSelectionActions } from './use-selection-actions.ts'

/** Controls that need the arrow keys themselves. */
const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable]'

/** Elements that keep the browser's context menu. */
const NATIVE_MENU = `a[href], ${FIELDS}`

const CONTROLS = 'button, a[href], input'

export interface OpenMenu {
  row: Row
  anchor: Element | { x: number; y: number }
}

interface ListEventsOptions {
  items: readonly Item[]
  list: RefObject<HTMLElement | null>
  layout: ListLayout
  /** Lines of one page. */
  pageSize: () => number
  view: View
  current: CurrentRow
}

/** What keys and the context menu do in the list. */
export function useListEvents(options: ListEventsOptions) {
  const { items, list, layout, pageSize, view, current } = options
  const rowController = useRowController()
  const hasSingleKeys = useValue(useUploads().preferences.singleKeys)
  const selected = useSelectionActions()
  const [menu, setMenu] = useState<OpenMenu>()
  const { controller } = rowController

  function keyAt(index: number): string | undefined {
    const item = items[index]
    return item === undefined ? undefined : keyOfItem(item)
  }

  /** Goes to a row. With Shift, chooses the rows on the way. */
  function goTo(from: number, to: number, isExtending: boolean): void {
    const [start, end] = [keyAt(from), keyAt(to)]
    if (end === undefined) return
    if (isExtending && start !== undefined) {
      if (!controller.isChosen(start)) controller.toggle(start)
      controller.extendTo(end)
    }
    current.focusItem(to)
  }

  function goToControl(row: HTMLElement, step: number): void {
    const controls = [...row.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) =>
      control.checkVisibility(),
    )
    const at = controls.findIndex((control) => control.matches(':focus'))
    const next = at < 0 ? controls.at(step > 0 ? 0 : -1) : controls[at + step]
    if (next) next.focus()
    else row.focus()
  }

  function act(index: number, action: RowActionId): void {
    const item = items[index]
    if (item === undefined) return
    const isOfMany = controller.isChosen(keyOfItem(item)) && controller.selection().chosen.size > 1
    if (isOfMany && action === 'copy') void selected.copy()
    else if (isOfMany && action === 'add') selected.add()
    else if (isOfMany && action === 'remove') selected.remove()
    else runRowAction(rowOfItem(item), action, rowController)
  }

  function run(command: ListCommand, index: number, row: HTMLElement): void {
    switch (command.type) {
      case 'move': {
        const { by, amount, isExtending } = command
        const lines = by === 'pages' ? amount * pageSize() : amount
        const to = by === 'items' ? index + amount : layout.step(index, lines)
        if (to >= 0 && to < items.length) goTo(index, to, isExtending)
        return
      }
      case 'end':
        goTo(index, command.isLast ? items.length - 1 : 0, command.isExtending)
        return
      case 'toggle': {
        const key = keyAt(index)
        if (key === undefined) return
        if (command.isExtending) controller.extendTo(key)
        else controller.toggle(key)
        return
      }
      case 'choose-all':
        controller.chooseAll()
        return
      case 'choose-none':
        controller.chooseNone()
        return
      case 'menu':
        openMenu(index, row)
        return
      case 'control':
        goToControl(row, command.step * (getComputedStyle(row).direction === 'rtl' ? -1 : 1))
        return
      case 'row':
        row.focus()
        return
      case 'act':
        act(index, command.action)
    }
  }

  function openMenu(index: number, anchor: OpenMenu['anchor']): void {
    const item = items[index]
    if (item !== undefined) setMenu({ row: rowOfItem(item), anchor })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rowOf(event.target)
    if (!row || event.defaultPrevented || event.nativeEvent.isComposing) return
    const { target } = event
    if (target instanceof Element && target.matches(FIELDS)) return
    const place = { isOnRow: target === row, isGrid: view === 'grid', hasSingleKeys }
    const command = commandOf(event, place)
    if (!command || isIdle(command)) return
    event.preventDefault()
    run(command, Number(row.dataset.item), row)
  }

  const longPress = useLongPress((target) => {
    const key = keyAt(Number(rowOf(target)?.dataset.item))
    if (key !== undefined) controller.toggle(key)
  }, takesTap)

  /** While rows are chosen, a tap chooses more, except on a button other than the preview. */
  function takesTap(target: Element): boolean {
    const isChoosing = controller.selection().chosen.size > 0
    return isChoosing && !target.closest('button:not([draggable]), input')
  }

  /** Escape without a selection is left to the elements around the list. */
  function isIdle({ type }: ListCommand): boolean {
    return type === 'choose-none' && controller.selection().chosen.size === 0
  }

  function onContextMenu(event: MouseEvent): void {
    const row = rowOf(event.target)
    const { target, clientX: x, clientY: y } = event
    if (!row || event.shiftKey || !(target instanceof Element) || target.closest(NATIVE_MENU))
      return
    event.preventDefault()
    const index = Number(row.dataset.item)
    const { nativeEvent } = event
    if ('pointerType' in nativeEvent && nativeEvent.pointerType === 'touch') {
      longPress.finish(target)
      return
    }
    row.focus({ preventScroll: true })
    openMenu(index, { x, y })
  }

  return {
    menu,
    closeMenu: () => setMenu(undefined),
    on: {
      ...longPress.on,
      onKeyDown,
      onContextMenu,
      onFocus: current.onFocus,
      onBlur: current.onBlur,
    },
    /** Focuses the row with a key, if it is shown. */
    focusKey(key: string): void {
      const index = controller.rows().order().indexOf(key)
      if (index >= 0) current.focusItem(index)
      else if (current.index !== undefined) elementOfItem(list.current, current.index)?.focus()
    },
  }
}

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-item]') : null
}
