import type { PopoverProps } from './PopoverPanel.tsx'
import { useOwnPart } from './use-part.ts'

/** A non-modal dialog at its anchor. On phones, it is a bottom sheet. */
export function Popover({ isOpen, ...props }: PopoverProps & { isOpen: boolean }) {
  const part = useOwnPart('popover', () => import('./PopoverPanel.tsx'), isOpen)
  return isOpen && part ? <part.PopoverPanel {...props} /> : null
}
