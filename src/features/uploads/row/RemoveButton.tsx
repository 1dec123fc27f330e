import type { ReactNode } from 'react'
import type { Listed } from '../../../core/request/listed.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useDesk } from '../list/use-desk.ts'
import { useGesture } from '../list/use-gesture.ts'

/** Takes one uploaded file out of the list and the history, which can be taken back. */
export function RemoveButton({ listed, children }: { listed: Listed; children: ReactNode }) {
  const desk = useDesk()
  const remove = useGesture(() => desk.remove([listed]))
  return (
    <Button
      look="quiet"
      tight
      aria-label="Remove"
      title="Remove from the list and the history; the file stays at the gateway"
      onClick={({ currentTarget }) => {
        leaveRow(currentTarget.closest('li'))
        remove.start()
      }}
    >
      {children}
    </Button>
  )
}

/** The focus goes to a neighbour; after the last row, the way to take it back will have it. */
function leaveRow(row: Element | null): void {
  if (row?.nextElementSibling ?? row?.previousElementSibling) leaveFocus(row)
}
