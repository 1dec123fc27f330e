import type { ReactNode } from 'react'
import { DismissButton } from './DismissButton.tsx'

/** A sentence about an action that failed. */
export function Notice({
  text,
  onDismiss,
  children,
}: {
  text: string
  /** Without it, the notice has no button to close it. */
  onDismiss?: () => void
  /** Buttons that help, such as a retry. */
  children?: ReactNode
}) {
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2 rounded-control bg-bad-soft py-1 pe-1.5 ps-3 text-bad text-body forced-colors:border">
      <span className="min-w-0 flex-1 basis-40">{text}</span>
      {children}
      {onDismiss && <DismissButton onDismiss={onDismiss} />}
    </div>
  )
}
