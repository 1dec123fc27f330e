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
    <div className="flex flex-wrap items-center gap-2 rounded-2xl bg-bad-soft px-4 py-2 text-bad text-sm">
      <span className="min-w-0 flex-1 basis-60">{text}</span>
      {children}
      {onDismiss && <DismissButton onDismiss={onDismiss} />}
    </div>
  )
}
