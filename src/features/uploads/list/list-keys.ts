import type { RowActionId } from '../row/row-action.ts'

/** A key that was pressed in the list. */
export interface PressedKey {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

export interface KeyPlace {
  /** Whether the row itself has the focus, and none of its controls. */
  isOnRow: boolean
  isGrid: boolean
  /** Whether keys without a modifier are shortcuts. */
  hasSingleKeys: boolean
}

/** What a key does in the list. */
export type ListCommand =
  /** Goes to another row. `lines` and `items` may be negative. */
  | { type: 'move'; by: 'lines' | 'items' | 'pages'; amount: number; isExtending: boolean }
  | { type: 'end'; isLast: boolean; isExtending: boolean }
  | { type: 'toggle'; isExtending: boolean }
  | { type: 'choose-all' }
  | { type: 'choose-none' }
  | { type: 'menu' }
  /** Goes to the next or previous control of the row. */
  | { type: 'control'; step: 1 | -1 }
  /** Goes from a control back to its row. */
  | { type: 'row' }
  | { type: 'act'; action: RowActionId }

/** Backspace also removes, because Mac keyboards have no separate Delete key. */
const ACTIONS: Record<string, RowActionId> = {
  Enter: 'preview',
  Delete: 'remove',
  Backspace: 'remove',
}

const SINGLE_KEYS: Record<string, RowActionId> = { c: 'copy', a: 'add', r: 'retry' }

/** @returns what a key does, or undefined for a key that is not for the list */
export function commandOf(
  pressed: PressedKey,
  { isOnRow, isGrid, hasSingleKeys }: KeyPlace,
): ListCommand | undefined {
  const { key, shiftKey: isExtending, altKey } = pressed
  const isControl = pressed.ctrlKey || pressed.metaKey
  if (isControl && !altKey && !isExtending && key.toLowerCase() === 'a')
    return { type: 'choose-all' }
  if (altKey || (isControl && key !== 'Home' && key !== 'End')) return undefined
  switch (key) {
    case 'ArrowDown':
      return { type: 'move', by: 'lines', amount: 1, isExtending }
    case 'ArrowUp':
      return { type: 'move', by: 'lines', amount: -1, isExtending }
    case 'ArrowRight':
    case 'ArrowLeft': {
      const step = key === 'ArrowRight' ? 1 : -1
      if (isGrid && isOnRow) return { type: 'move', by: 'items', amount: step, isExtending }
      return { type: 'control', step }
    }
    case 'PageDown':
      return { type: 'move', by: 'pages', amount: 1, isExtending }
    case 'PageUp':
      return { type: 'move', by: 'pages', amount: -1, isExtending }
    case 'Home':
    case 'End':
      return { type: 'end', isLast: key === 'End', isExtending }
    case 'Escape':
      return isOnRow ? { type: 'choose-none' } : { type: 'row' }
    case 'ContextMenu':
      return { type: 'menu' }
    case 'F10':
      return isExtending ? { type: 'menu' } : undefined
  }
  if (!isOnRow) return undefined
  if (key === ' ') return { type: 'toggle', isExtending }
  if (isExtending) return undefined
  const action = ACTIONS[key] ?? (hasSingleKeys ? SINGLE_KEYS[key] : undefined)
  return action && { type: 'act', action }
}
