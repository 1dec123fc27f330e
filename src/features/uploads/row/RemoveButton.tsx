import type { ReactNode } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useGesture } from '../list/use-gesture.ts'
import { useListController } from '../list/use-list-controller.ts'

/** Takes one uploaded file out of the list and the history, which can be taken back. */
export function RemoveButton({ listed, children }: { listed: ListItem; children: ReactNode }) {
  const controller = useListController()
  const remove = useGesture(() => controller.remove([listed]))
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
