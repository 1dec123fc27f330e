import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'

/** What was just done, with the way back. */
export function UndoNote({ children, onUndo }: { children: ReactNode; onUndo: () => void }) {
  return (
    <div className="flex items-center justify-between gap-2 rounded-xl bg-accent-soft py-1 pr-1 pl-3 text-sm">
      <p>{children}</p>
      <Button
        look="quiet"
        tight
        onClick={({ currentTarget }) => {
          currentTarget.closest('section')?.focus()
          onUndo()
        }}
      >
        Undo
      </Button>
    </div>
  )
}
