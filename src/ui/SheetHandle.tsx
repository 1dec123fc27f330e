import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import { useSwipeDown } from './use-swipe-down.ts'
import { words } from './words.ts'

/** The head of a bottom sheet: its title and ×. A swipe down on it closes the sheet. */
export function SheetHandle({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  /** Shown instead of the title. */
  children?: ReactNode
}) {
  return (
    <div
      {...useSwipeDown(onClose)}
      className="sticky top-0 z-1 flex shrink-0 touch-none items-center justify-between bg-raised pt-2 pe-1 ps-4"
    >
      <span
        aria-hidden
        className="absolute top-1.5 left-1/2 h-1 w-9 [translate:-50%] rounded-full bg-line-strong"
      />
      {children ?? <h2 className="min-w-0 truncate font-strong text-title">{title}</h2>}
      <IconButton label={words.close} icon={X} className="size-11!" onClick={onClose} />
    </div>
  )
}
