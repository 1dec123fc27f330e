import type { LucideIcon } from 'lucide-react'

/** Something that the page does now, at one key or a line of the command menu. */
export interface Command {
  id: string
  label: string
  icon: LucideIcon
  /** The key that does the same, such as `/` or `Ctrl+K`. */
  keys?: string
  run(): void
}
