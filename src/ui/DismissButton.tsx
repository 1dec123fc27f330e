import { X } from 'lucide-react'
import { Button } from './Button.tsx'
import { leaveFocus } from './leave-focus.ts'

/** Closes what it stands in; the focus goes to what comes after that. */
export function DismissButton({
  of: within,
  className,
  onDismiss,
}: {
  /** Selects what goes, among the elements around the button; its parent unless told. */
  of?: string
  className?: string
  onDismiss: () => void
}) {
  return (
    <Button
      look="quiet"
      tight
      className={className}
      aria-label="Dismiss"
      onClick={({ currentTarget }) => {
        leaveFocus(
          within === undefined ? currentTarget.parentElement : currentTarget.closest(within),
        )
        onDismiss()
      }}
    >
      <X size={15} aria-hidden />
    </Button>
  )
}
