import { X } from 'lucide-react'
import { Button } from './Button.tsx'
import { leaveFocus } from './leave-focus.ts'

/** Closes its container. The focus moves to the next control after it. */
export function DismissButton({
  of: within,
  className,
  onDismiss,
}: {
  /** Selector of the container, among the button's ancestors. The default is its parent. */
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
