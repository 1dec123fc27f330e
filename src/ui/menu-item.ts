import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Anchor } from './place-popover.ts'

export interface MenuItem {
  id: string
  label: string
  icon?: LucideIcon | undefined
  /** The key that does the same, such as `Ctrl+K`. */
  keys?: string | undefined
  isDanger?: boolean
  /** The state of an item that can be checked. Without it, the item is an action. */
  isChecked?: boolean
  /** Draws a line above the item. */
  startsGroup?: boolean
  onSelect: () => void
}

export interface MenuProps {
  /** The accessible name of the menu. */
  label: string
  items: readonly MenuItem[]
  /** A button, or the point of a right click. Later changes have no effect. */
  anchor: Anchor
  onClose: () => void
  align?: 'start' | 'end'
  /** Which item has the focus first. */
  startsAt?: 'first' | 'last'
  /** Shown above the items of a bottom sheet instead of the label. */
  head?: ReactNode
}
