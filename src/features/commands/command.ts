import type { LucideIcon } from 'lucide-react'

/** An action that is available now, in the command menu or by its key. */
export interface Command {
  id: string
  label: string
  icon: LucideIcon
  /** The key that does the same, such as `/` or `Ctrl+K`. */
  keys?: string
  run(): void
}
