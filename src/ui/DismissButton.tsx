import { X } from 'lucide-react'
import { IconButton } from './IconButton.tsx'
import { leaveFocus } from './leave-focus.ts'
import { words } from './words.ts'

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
    <IconButton
      label={words.dismiss}
      icon={X}
      className={className ?? ''}
      onClick={({ currentTarget }) => {
        leaveFocus(
          within === undefined ? currentTarget.parentElement : currentTarget.closest(within),
        )
        onDismiss()
      }}
    />
  )
}
